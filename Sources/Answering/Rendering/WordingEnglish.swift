import IntentParser

extension Wording {
  static let english = Wording(
    day: "d", hour: "h", minute: "min", second: "s", perHour: "/h",
    unit: Noun("unit", "units"), row: Noun("row", "rows"),
    yes: "yes", no: "no",
    weekdays: ["Mon", "Tue", "Wed", "Thu", "Fri", "Sat", "Sun"],
    months: ["Jan", "Feb", "Mar", "Apr", "May", "Jun", "Jul", "Aug", "Sep", "Oct", "Nov", "Dec"],
    weekPrefix: "W", now: "now", from: "from %1", until: "until %1",
    previous: [
      .day: "yesterday", .week: "last week", .month: "last month", .quarter: "last quarter", .year: "last year",
      .shift: "last shift", .hour: "last hour", .weekend: "last weekend", .half: "last half-year",
      .workingDay: "the last working day",
    ],
    current: [
      .day: "today", .week: "this week", .month: "this month", .quarter: "this quarter", .year: "this year",
      .shift: "this shift", .hour: "this hour", .weekend: "this weekend", .half: "this half-year",
      .workingDay: "today",
    ],
    next: [
      .day: "tomorrow", .week: "next week", .month: "next month", .quarter: "next quarter", .year: "next year",
      .shift: "next shift", .hour: "next hour", .weekend: "next weekend", .half: "next half-year",
      .workingDay: "the next working day",
    ],
    lastCount: "the last %1 %2", nextCount: "the next %1 %2", toDate: "%1 to date",
    units: [
      .second: Noun("second", "seconds"), .minute: Noun("minute", "minutes"), .hour: Noun("hour", "hours"),
      .day: Noun("day", "days"), .workingDay: Noun("working day", "working days"), .week: Noun("week", "weeks"),
      .weekend: Noun("weekend", "weekends"), .month: Noun("month", "months"), .quarter: Noun("quarter", "quarters"),
      .half: Noun("half-year", "half-years"), .year: Noun("year", "years"), .shift: Noun("shift", "shifts"),
    ],
    parts: [
      .morning: "this morning", .afternoon: "this afternoon", .evening: "this evening", .night: "the night",
      .noon: "noon", .midnight: "midnight",
    ],
    total: "Total", more: { "and \($0) more" }, warning: "Warning", youCanAsk: "You can ask:",
    whichOne: "Which one do you mean?", notUnderstood: "Not understood: %1", how: "How", window: "window %1",
    dataTo: "data to %1", readAs: "“%1” read as “%2”", share: "Share",
    cumulative: "Cumulative", target: "target %1", gains: "Gains against the plan", late: "+%1 late",
    early: "%1 early", onTime: "on time", plan: "plan", actual: "actual", forecast: "forecast", stop: "stop",
    offShift: "off shift", cause: "Cause", part: "Time", noData: "no data",
    causes: [
      .setup: "longer setup", .down: "down", .slow: "slow cycles", .extraQuantity: "extra units (scrap, rework)",
      .offShift: "off shift", .unlogged: "not logged", .noMaterial: "no material", .machineDown: "machine down",
      .machineBusy: "machine busy", .upstream: "waiting for the stage before", .unexplained: "unexplained",
      .release: "late release", .idle: "idle",
    ],
    states: [
      "run": "● run", "down": "✖ down", "setup": "◆ setup", "idle": "○ idle", "planned_stop": "■ planned stop",
      "off": "· off", "late": "! late", "at_risk": "▲ at risk", "blocked": "✖ blocked", "on_time": "✓ on time",
      "done": "✓ done", "running": "● running", "waiting": "○ waiting", "planned": "· planned",
      "not_started": "· not started", "open": "○ open", "critical": "✖ critical", "warning": "▲ warning",
      "info": "i info",
    ],
    mostly: "Mostly %1", and: "and", waitingAt: "waiting at %1 for %2", busyWith: "%1 busy with %2",
    at: "%1 at %2", noDelay: "No delay against the plan", delayOf: "delay of %1 against its plan",
    theMachine: "the machine",
    waitedLess: "waited less than planned")
}
