/// A component or consumable.
struct Material {
  var code: String
  var name: String
  var supplier: String
  /// Pieces that one unit takes.
  var perUnit: Int
  /// Days between two deliveries.
  var deliveryDays: Int

  static let all: [Material] =
    Product.all.map {
      Material(
        code: "PCB-\($0.code)", name: "Bare board of \($0.name)", supplier: "Red River PCB", perUnit: 1,
        deliveryDays: 6)
    } + [
      Material(code: "PASTE-SAC305", name: "Solder paste SAC305", supplier: "Tinworks", perUnit: 1, deliveryDays: 5),
      Material(code: "CAP-10UF", name: "Capacitor 10 µF", supplier: "Kobe Passives", perUnit: 18, deliveryDays: 4),
      Material(code: "RES-10K", name: "Resistor 10 kΩ", supplier: "Kobe Passives", perUnit: 26, deliveryDays: 7),
      Material(code: "MOSFET-60V", name: "MOSFET 60 V", supplier: "Lindau Semi", perUnit: 6, deliveryDays: 6),
      Material(code: "IC-DRV8", name: "Driver IC", supplier: "Lindau Semi", perUnit: 2, deliveryDays: 7),
      Material(code: "IC-MCU32", name: "Microcontroller 32 bit", supplier: "Lindau Semi", perUnit: 1, deliveryDays: 5),
      Material(code: "IC-RF24", name: "Radio IC 2.4 GHz", supplier: "Northwave", perUnit: 1, deliveryDays: 6),
      Material(code: "XTAL-16M", name: "Crystal 16 MHz", supplier: "Kobe Passives", perUnit: 1, deliveryDays: 9),
      Material(code: "LED-5050", name: "LED 5050", supplier: "Northwave", perUnit: 12, deliveryDays: 8),
      Material(code: "CONN-12P", name: "Connector 12-pin", supplier: "Saigon Connect", perUnit: 2, deliveryDays: 5),
      Material(code: "IND-22UH", name: "Inductor 22 µH", supplier: "Saigon Connect", perUnit: 2, deliveryDays: 8),
      Material(code: "HEATSINK-40", name: "Heat sink 40 mm", supplier: "Saigon Connect", perUnit: 1, deliveryDays: 7),
      Material(code: "BOX-ESD-M", name: "Antistatic box", supplier: "Mekong Pack", perUnit: 1, deliveryDays: 6),
      Material(code: "LABEL-50", name: "Label 50 mm", supplier: "Mekong Pack", perUnit: 1, deliveryDays: 12),
    ]

  static func index(of code: String) -> Int { all.firstIndex { $0.code == code } ?? 0 }
}
