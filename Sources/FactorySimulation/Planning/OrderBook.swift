/// Draws the orders that customers place.
struct OrderBook {
  let model: FactoryModel
  private var random: Random

  init(_ model: FactoryModel) {
    self.model = model
    random = Random(seed: model.configuration.seed, .orders)
  }

  /// Orders that are released in the time of the data or later, in the order in which they were placed.
  mutating func orders() -> [Order] {
    var orders: [Order] = []
    let days = model.today - model.configuration.days - 26...model.civilDay(of: model.asOf)
    for day in days {
      let perDay = CivilDay.weekday(day) == 6 ? 4 : CivilDay.weekday(day) == 5 ? 10 : 14
      let mean = perDay * model.configuration.linesFactor
      let count = random.int(mean - mean / 4...mean + mean / 4)
      let times = (0..<count).map { _ in model.midnight(of: day) + random.int(7 * 60...18 * 60) * 60 }.sorted()
      for placed in times {
        let order = order(placed: placed, day: day)
        if placed < model.asOf, order.release >= model.start { orders.append(order) }
      }
    }
    for index in orders.indices { orders[index].number = 24_001 + index }
    return orders
  }

  private mutating func order(placed: Int, day: Int) -> Order {
    let product = random.weighted(model.products.map(\.demand))
    let site = random.weighted(Site.all.map(\.share))
    let priority: Order.Priority = [.normal, .high, .urgent, .low][random.weighted([70, 14, 5, 11])]
    let quantity = Int(random.logNormal(median: 340, sigma: 0.5) / 10).clamped(to: 6...110) * 10
    let leadDays: Int
    let allowance: Int
    switch priority {
    case .urgent: (leadDays, allowance) = (random.int(4...7), 1)
    case .high: (leadDays, allowance) = (random.int(7...14), random.int(1...2))
    case .normal: (leadDays, allowance) = (random.int(9...22), random.int(1...3))
    case .low: (leadDays, allowance) = (random.int(14...24), random.int(2...4))
    }
    let promisedDay = workingDay(day + leadDays)
    let slips = random.chance(0.07)
    let dueDay = slips ? workingDay(promisedDay + random.int(2...5)) : promisedDay
    let requestedDay = random.chance(0.35) ? promisedDay - random.int(1...4) : promisedDay
    let release = max(
      placed + 7_200, model.midnight(of: releaseDay(dueDay - allowance - 1)) + random.int(12...26) * 1_800)
    let customer = random.int(0...Order.customers.count - 1)
    let splits = quantity >= 400 && random.chance(0.7)
    let first = quantity / 20 * 10
    return Order(
      number: 0, customer: customer, product: product, quantity: quantity, priority: priority, site: site,
      placed: placed, requested: max(placed + 86_400, endOf(requestedDay)), promised: endOf(promisedDay),
      due: endOf(dueDay), release: release, lots: splits ? [first, quantity - first] : [quantity])
  }

  /// Deliveries leave at 17:00.
  private func endOf(_ day: Int) -> Int { model.midnight(of: day) + 17 * 3_600 }
  private func workingDay(_ day: Int) -> Int { CivilDay.isSunday(day) ? day + 1 : day }
  private func releaseDay(_ day: Int) -> Int { CivilDay.isSunday(day) ? day - 1 : day }
}

extension Comparable {
  func clamped(to range: ClosedRange<Self>) -> Self { min(max(self, range.lowerBound), range.upperBound) }
}
