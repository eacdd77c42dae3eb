/// The preventive maintenance of every machine: a weekly job, every fourth a longer one.
struct MaintenancePlan {
  let model: FactoryModel

  /// Jobs of the time of the data and of the planning horizon, in the order of machines and times.
  func jobs() -> [MaintenanceJob] {
    model.machines.indices.flatMap(jobs(of:))
  }

  private func jobs(of machine: Int) -> [MaintenanceJob] {
    let seed = model.configuration.seed
    var random = Random(seed: seed, .maintenance, machine)
    let calendar = model.calendar(of: model.machines[machine].line)
    let weekday = random.int(0...5)
    let hour = random.int(7...19)
    let phase = random.int(0...3)
    var jobs: [MaintenanceJob] = []
    var week = 0
    for day in model.calendarDays where CivilDay.weekday(day) == weekday {
      week += 1
      let isService = (week + phase) % 4 == 0
      let length = isService ? random.int(8...11) * 600 : random.int(4...7) * 300
      let start = model.midnight(of: day) + hour * 3_600
      // Most jobs are done when they are planned; some wait for days until production can spare the machine.
      var delay = random.chance(0.12) ? random.int(20...140) * 3_600 : 0
      // One machine in nine has a job of the last days still to be done.
      if start > model.asOf - 6 * CivilDay.length, start < model.asOf, machine % 9 == 4 { delay = 8 * CivilDay.length }
      jobs.append(
        MaintenanceJob(
          machine: machine, isPreventive: true,
          title: isService ? "Monthly service" : "Weekly cleaning and lubrication",
          plannedStart: start, plannedEnd: start + length, dueWork: calendar.work(at: start + delay), done: nil))
    }
    return jobs
  }
}
