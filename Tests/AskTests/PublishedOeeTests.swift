import Foundation
import ProductionStore
import Testing

/// A published worked example of OEE, through a real database and the real question: one 8-hour shift with 25 minutes
/// of breaks. A: 10 s a unit, 2240 made, 50 scrapped, 32 min down. B: 45 s, 450, 25, 18 min. C: 70 s, 229, 11.
struct PublishedOeeTests {
  struct Machine {
    var code: String
    var cycle, made, scrap, downMinutes: Int
    var oee: Double
  }
  static let machines = [
    Machine(code: "A", cycle: 10, made: 2240, scrap: 50, downMinutes: 32, oee: 0.8022),
    Machine(code: "B", cycle: 45, made: 450, scrap: 25, downMinutes: 18, oee: 0.7005),
    Machine(code: "C", cycle: 70, made: 229, scrap: 11, downMinutes: 0, oee: 0.5590),
  ]

  static let database = Task {
    let owner = try await DemoDatabase.emptyDatabase(named: "published_oee")
    let connection = try await AdministrativeConnection.open(dsn: owner)
    func schema(_ name: String) throws -> String {
      try String(contentsOf: DemoDatabase.home.appending(path: "schema/\(name).sql"), encoding: .utf8)
    }
    try await connection.installSchema(production: try schema("production"), roles: try schema("roles"))
    var script = """
      set search_path = production;
      insert into sites values ('WORKS', 'Works', 'North', 'Vietnam', 'Asia/Ho_Chi_Minh');
      insert into lines values ('SMT-1', 'SMT line 1', 'WORKS', 'SMT', 1);
      insert into products values ('P', 'Part', 1, 1);
      insert into orders (order_code, product_code, quantity) values ('SO-1', 'P', 5000);
      insert into work_orders values ('WO-1', 'SO-1', 'P', 5000);
      insert into stop_reasons values ('Feeder jam', 'down', true);
      insert into shifts values (1, 'SMT-1', 'Morning', 'A', '2026-03-18', '2026-03-18 06:00+07', '2026-03-18 14:00+07');
      insert into shift_breaks values (1, '2026-03-18 10:00+07', '2026-03-18 10:25+07');
      """
    for (index, machine) in machines.enumerated() {
      let number = index + 1
      script += """
        insert into stages values ('Stage \(machine.code)', 'SMT', \(number), false);
        insert into machines values ('\(machine.code)', 'Machine \(machine.code)', 'SMT-1', 'Stage \(machine.code)', \(number));
        insert into ideal_cycle_times values ('P', '\(machine.code)', \(machine.cycle));
        insert into operations (operation_id, work_order_code, sequence, stage, line_code, machine_code, actual_start,
          planned_quantity) values (\(number), 'WO-1', \(number), 'Stage \(machine.code)', 'SMT-1', '\(machine.code)',
          '2026-03-18 06:00+07', 5000);
        insert into production_counts values
          ('\(machine.code)', '2026-03-18 13:59+07', \(number), \(machine.made - machine.scrap), \(machine.scrap), 0);
        insert into machine_states values
          ('\(machine.code)', '2026-03-18 10:00+07', '2026-03-18 10:25+07', 'off', null, null),
          ('\(machine.code)', '2026-03-18 10:25+07', '2026-03-18 14:00+07', 'run', null, \(number));
        """
      // Down from the start of the shift, then running up to the break.
      if machine.downMinutes > 0 {
        script += """
          insert into machine_states values ('\(machine.code)', '2026-03-18 06:00+07',
            timestamptz '2026-03-18 06:00+07' + interval '\(machine.downMinutes) minutes', 'down', 'Feeder jam', \(number));
          """
      }
      script += """
        insert into machine_states values ('\(machine.code)',
          timestamptz '2026-03-18 06:00+07' + interval '\(machine.downMinutes) minutes', '2026-03-18 10:00+07', 'run',
          null, \(number));
        """
    }
    try await connection.execute(script: script)
    await connection.close()
    return owner
  }

  @Test(arguments: ["OEE by machine", "OEE by machine on SMT line 1 today"])
  func comesOutAsPublished(_ question: String) async throws {
    let program = AskProgram(environment: [
      "ASK_DSN": try await Self.database.value, "ASK_HOME": DemoDatabase.home.path,
      "ASK_AS_OF": "2026-03-18T14:00:00+07:00",
    ])
    let run = try program.run("--format", "json", question)
    let answer = try #require(try JSONSerialization.jsonObject(with: Data(run.output.utf8)) as? [String: Any])
    let blocks = try #require(answer["blocks"] as? [[String: Any]])
    let rows = try #require(blocks.first?["rows"] as? [[Any]])
    for machine in Self.machines {
      let row = try #require(rows.first { $0.first as? String == machine.code })
      let oee = try #require(row[1] as? Double)
      #expect(abs(oee - machine.oee) < 0.00005, "\(machine.code): \(oee)")
    }
    let total = try #require((blocks.first?["total"] as? [Any])?[1] as? Double)
    #expect(abs(total - 0.6872) < 0.00005)
  }
}
