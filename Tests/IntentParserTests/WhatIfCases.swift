/// What-ifs and what they suppose; judged by hand from the domain's vocabulary.
enum WhatIfCases {
  static let all: [ReadingCase] = [
    // A line, machine or stage that stands
    .init("what if SMT 1 goes down for 4 hours", "what_if change{duration=14400 kind=line_down line=SMT-1}"),
    .init("what if smt2 down 4h", "what_if change{duration=14400 kind=line_down line=SMT-2}"),
    .init("waht if SMT 1 is donw for 4 hours", "what_if change{duration=14400 kind=line_down line=SMT-1}"),
    .init(
      "if SMT 2 is down for 4 hours tomorrow",
      "what_if change{duration=14400 from=day1 kind=line_down line=SMT-2 to=day1}"),
    .init(
      "suppose SMT 2 stands still tomorrow from 8 to 12",
      "what_if change{from=8-12@day1 kind=line_down line=SMT-2 to=8-12@day1}"),
    .init("what happens if DIP 1 fails for half an hour", "what_if change{duration=1800 kind=line_down line=DIP-1}"),
    .init("assume we lose Test line 2 for a day", "what_if change{duration=86400 kind=line_down line=TEST-2}"),
    .init("impact of SMT 2 being down for 90 minutes", "what_if change{duration=5400 kind=line_down line=SMT-2}"),
    .init("effect of a 2 hour stop on SMT 3", "what_if change{duration=7200 kind=line_down line=SMT-3}"),
    .init("SMT 4 out of order for three hours, what if", "what_if change{duration=10800 kind=line_down line=SMT-4}"),
    .init(
      "what if SMT 1 and SMT 2 are down for 2 hours", "what_if change{duration=7200 kind=line_down line=SMT-1+SMT-2}"),
    .init("what if Da Nang is down tomorrow", "what_if change{from=day1 kind=line_down site=DA-NANG to=day1}"),
    .init(
      "what happens if the reflow oven on SMT 1 breaks down", "what_if change{kind=machine_down machine=SMT1-REFLOW}"),
    .init(
      "if SMT1-MOUNTER-B is out of service for 2 h",
      "what_if change{duration=7200 kind=machine_down machine=SMT1-MOUNTER-B}"),
    .init(
      "what if wave soldering stops for 45 minutes on DIP 2",
      "what_if change{duration=2700 kind=machine_down line=DIP-2 stage=Wave soldering}"),
    .init(
      "what if SMT 1 is down in the night shift tomorrow",
      "what_if change{from=shift:Night@day1 kind=line_down line=SMT-1 shift=Night to=shift:Night@day1}"),
    // Extra shifts
    .init("what if we add an extra shift on SMT 1", "what_if change{kind=extra_shift line=SMT-1}"),
    .init(
      "what if we run an extra night shift on Saturday at Da Nang",
      "what_if change{from=weekday6 kind=extra_shift shift=Night site=DA-NANG to=weekday6}"),
    .init("what if we add a night shift on DIP 2", "what_if change{kind=extra_shift line=DIP-2 shift=Night}"),
    .init(
      "what would two extra shifts on SMT 1 next week bring",
      "what_if change{from=week1 kind=extra_shift line=SMT-1 quantity=2 to=week1}"),
    .init("what if we work on Sunday", "what_if change{from=weekday7 kind=extra_shift to=weekday7}"),
    // Orders
    .init(
      "what if we get a rush order of 500 PB-100 for Aurora due Friday",
      "what_if change{customer=Aurora Lighting due=weekday5 kind=rush_order product=PB-100 quantity=500}"),
    .init(
      "what happens if Bluefin wants another rush order for 200 LED Drivers by Friday",
      "what_if change{customer=Bluefin Marine due=until:weekday5 kind=rush_order product=LD-20 quantity=200}"),
    .init(
      "impact of an urgent order of 1,000 units of MC-7",
      "what_if change{kind=rush_order product=MC-7 quantity=1000}"),
    .init("what if SO-25090 is moved to SMT 4", "what_if change{kind=move_order order=SO-25090 to_line=SMT-4}"),
    .init(
      "what if we move order SO-25090 from SMT 1 to SMT 4",
      "what_if change{kind=move_order line=SMT-1 order=SO-25090 to_line=SMT-4}"),
    .init("if we run SO-25090 on SMT 3 instead", "what_if change{kind=move_order order=SO-25090 to_line=SMT-3}"),
    .init(
      "what if we transfer WO-51500 over to DIP 3 tomorrow",
      "what_if change{from=day1 kind=move_order to=day1 to_line=DIP-3 work_order=WO-51500}"),
    .init("what if SO-25090 goes first on SMT 1", "what_if change{kind=resequence line=SMT-1 order=SO-25090}"),
    .init("what if we put order 25090 first", "what_if change{kind=resequence order=SO-25090}"),
    .init("suppose SO-25090 is expedited", "what_if change{kind=resequence order=SO-25090}"),
    .init(
      "what if we run SO-25090 before SO-25091", "what_if change{before=SO-25091 kind=resequence order=SO-25090}"),
    .init(
      "what if SO-25090 is made after SO-25091", "what_if change{after=SO-25091 kind=resequence order=SO-25090}"),
    .init("what if SO-25090 slips by 2 days", "what_if change{duration=172800 kind=order_slips order=SO-25090}"),
    .init("if SO-25090 is 3 hours late", "what_if change{duration=10800 kind=order_slips order=SO-25090}"),
    .init(
      "what if order SO-25090 is delayed by a week", "what_if change{duration=604800 kind=order_slips order=SO-25090}"),
    // Speed and yield
    .init("what if SMT 1 runs 20 % faster", "what_if change{factor=1.2 kind=speed line=SMT-1}"),
    .init(
      "what if SMT 1 is 15% slower tomorrow", "what_if change{factor=0.85 from=day1 kind=speed line=SMT-1 to=day1}"),
    .init("suppose DIP 2 runs at half speed", "what_if change{factor=0.5 kind=speed line=DIP-2}"),
    .init(
      "what if the reflow oven on SMT 2 is twice as fast", "what_if change{factor=2 kind=speed machine=SMT2-REFLOW}"),
    .init("what if SMT 3 runs at 80 % of normal speed", "what_if change{factor=0.8 kind=speed line=SMT-3}"),
    .init("what if we speed up SMT 1 by 10 %", "what_if change{factor=1.1 kind=speed line=SMT-1}"),
    .init("what if we reduce the speed of SMT 1 by 20 percent", "what_if change{factor=0.8 kind=speed line=SMT-1}"),
    .init("what if the speed of SMT 1 drops to 70%", "what_if change{factor=0.7 kind=speed line=SMT-1}"),
    .init("what if the yield of SMT 1 drops to 90 %", "what_if change{factor=0.9 kind=yield line=SMT-1}"),
    .init("what if fpy on PB-100 falls to 85%", "what_if change{factor=0.85 kind=yield product=PB-100}"),
    .init("what happens if the yield on DIP 2 drops by 10 %", "what_if change{factor=0.9 kind=yield line=DIP-2}"),
  ]

  /// What is asked about the effect.
  static let effects: [ReadingCase] = [
    .init(
      "what happens to SO-25091 if SO-25090 slips by 2 days",
      "what_if aspect=affected order=SO-25091 change{duration=172800 kind=order_slips order=SO-25090}"),
    .init(
      "which orders are affected if SMT 2 is down tomorrow",
      "what_if aspect=affected change{from=day1 kind=line_down line=SMT-2 to=day1}"),
    .init(
      "if SMT 2 is down tomorrow, which customers are hit",
      "what_if aspect=affected by=customer change{from=day1 kind=line_down line=SMT-2 to=day1}"),
    .init(
      "who is affected if SMT 1 goes down for 4 hours",
      "what_if aspect=affected change{duration=14400 kind=line_down line=SMT-1}"),
    .init(
      "will SO-25090 still be on time if SMT 1 stops for 3 hours",
      "what_if aspect=affected order=SO-25090 change{duration=10800 kind=line_down line=SMT-1}"),
    .init(
      "how does an extra shift on Saturday affect on-time delivery",
      "what_if metrics=on_time_delivery change{from=weekday6 kind=extra_shift to=weekday6}"),
    .init(
      "what happens to the orders due Friday if SMT 2 breaks down for 5 hours",
      "what_if aspect=affected period=weekday5 of=due change{duration=18000 kind=line_down line=SMT-2}"),
    .init("SMT 2 goes down for 2 hours, what happens?", "what_if change{duration=7200 kind=line_down line=SMT-2}"),
  ]

  /// A detail without a place, a share of nothing, two changes at once: none of them is half understood.
  static let refused = [
    "what if the moon falls on SMT 1", "what if SMT 1", "what if we run SO-25090", "what if SMT 1 runs faster",
    "what if SMT 1 goes down and DIP 2 runs 20 % faster", "what if SMT 2 is down for Aurora",
    "what if scrap of SMT 1 drops to 3 %", "what if the machine breaks down", "what if SO-25090 is delayed",
    "what if SMT 1 is down for 4 hours with new operators", "what if we add an extra shift every Saturday",
    "move SO-25090 to SMT 4", "move order SO-25090 to SMT 4", "put SO-25090 first", "expedite SO-25090",
    "what if we delete order SO-25090", "what if 500 boards",
  ]
}
