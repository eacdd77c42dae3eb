/// Questions and what they mean by the domain's definitions; judged by hand, not copied from the parser.
enum ReadingCases {
  static let all: [ReadingCase] = [
    ReadingCase(question: "what is today's OEE on SMT line 1", reading: "kpi metrics=oee line=SMT-1 period=day0"),
    ReadingCase(question: "todays oee smt1", reading: "kpi metrics=oee line=SMT-1 period=day0"),
    ReadingCase(question: "smt line 1 oee today", reading: "kpi metrics=oee line=SMT-1 period=day0"),
    ReadingCase(question: "smtline1 oee today", reading: "kpi metrics=oee line=SMT-1 period=day0"),
    ReadingCase(question: "SMT-1 oee today", reading: "kpi metrics=oee line=SMT-1 period=day0"),
    ReadingCase(question: "oee line SMT 1 today", reading: "kpi metrics=oee line=SMT-1 period=day0"),
    ReadingCase(question: "smt line one oee today", reading: "kpi metrics=oee line=SMT-1 period=day0"),
    ReadingCase(question: "OEE OF SMT LINE 1 TODAY!!!", reading: "kpi metrics=oee line=SMT-1 period=day0"),
    ReadingCase(
      question: "please show me the oee of smt 1 today, thanks", reading: "kpi metrics=oee line=SMT-1 period=day0"),
    ReadingCase(question: "downtime by machine yesterday", reading: "kpi metrics=downtime period=day-1 by=machine"),
    ReadingCase(
      question: "top five stop reasons this week",
      reading: "kpi metrics=downtime period=week0 by=reason rank=downtime:desc:5"),
    ReadingCase(
      question: "which line had the most downtime last week",
      reading: "kpi metrics=downtime period=week-1 by=line rank=downtime:desc:1"),
    ReadingCase(question: "lines with oee below 70 %", reading: "kpi metrics=oee by=line having=oee<0.7"),
    ReadingCase(question: "lines with oee under 70", reading: "kpi metrics=oee by=line having=oee<0.7"),
    ReadingCase(question: "SMT 1 vs SMT 2 oee this week", reading: "kpi metrics=oee period=week0 compare=SMT-1,SMT-2"),
    ReadingCase(question: "compare SMT 1 and SMT 2 oee", reading: "kpi metrics=oee compare=SMT-1,SMT-2"),
    ReadingCase(
      question: "how did SMT 1 do yesterday",
      reading: "kpi metrics=oee,output,scrap_rate,downtime line=SMT-1 period=day-1"),
    ReadingCase(
      question: "oee except SMT 1 and SMT 2 this week", reading: "kpi metrics=oee not.line=SMT-1,SMT-2 period=week0"),
    ReadingCase(question: "how many orders are late", reading: "kpi metrics=late_orders"),
    ReadingCase(question: "number of orders this week", reading: "kpi metrics=orders period=week0 of=due"),
    ReadingCase(
      question: "scrap rate of the reflow oven on SMT 1", reading: "kpi metrics=scrap_rate machine=SMT1-REFLOW"),
    ReadingCase(
      question: "downtime of the mounters on SMT 1", reading: "kpi metrics=downtime line=SMT-1 stage=Placement"),
    ReadingCase(question: "mounter A of SMT line 2 downtime", reading: "kpi metrics=downtime machine=SMT2-MOUNTER-A"),
    ReadingCase(question: "output of Power Boards by shift", reading: "kpi metrics=output product=PB-100 by=shift"),
    ReadingCase(question: "output of PB100 by shift", reading: "kpi metrics=output product=PB-100 by=shift"),
    ReadingCase(question: "oee of SMT 1, 2 and 3", reading: "kpi metrics=oee line=SMT-1,SMT-2,SMT-3"),
    ReadingCase(question: "SMT lines 1 and 2 output", reading: "kpi metrics=output line=SMT-1,SMT-2"),
    ReadingCase(question: "oee of the SMT lines", reading: "kpi metrics=oee line_kind=SMT"),
    ReadingCase(question: "target OEE of SMT 1", reading: "kpi metrics=oee aspect=target line=SMT-1"),
    ReadingCase(question: "worst 3 lines by oee", reading: "kpi metrics=oee by=line rank=oee:worst:3"),
    ReadingCase(question: "oee today vs yesterday", reading: "kpi metrics=oee period=day0 than=day-1"),
    ReadingCase(
      question: "oee this week compared to last week for all lines",
      reading: "kpi metrics=oee period=week0 than=week-1 by=line"),
    ReadingCase(
      question: "scrap by product and line this month", reading: "kpi metrics=scrap period=month0 by=product,line"),
    ReadingCase(
      question: "what percentage of downtime is changeover this week",
      reading: "kpi metrics=lost_time aspect=share reason=Changeover period=week0"),
    ReadingCase(
      question: "which shift had the best yield last week",
      reading: "kpi metrics=first_pass_yield period=week-1 by=shift rank=first_pass_yield:best:1"),
    ReadingCase(
      question: "worst performing machine by downtime last week",
      reading: "kpi metrics=downtime period=week-1 by=machine rank=downtime:worst:1"),
    ReadingCase(
      question: "orders more than 2 days late", reading: "kpi metrics=lateness by=order having=lateness>172800.0"),
    ReadingCase(
      question: "products with at least 500 boards produced this week",
      reading: "kpi metrics=output period=week0 by=product having=output>=500.0"),
    ReadingCase(
      question: "how many boards did SMT 1 make yesterday", reading: "kpi metrics=output line=SMT-1 period=day-1"),
    ReadingCase(
      question: "how much scrap did we have on DIP 2 yesterday", reading: "kpi metrics=scrap line=DIP-2 period=day-1"),
    ReadingCase(question: "oee trend of SMT 1", reading: "kpi metrics=oee line=SMT-1 by=day"),
    ReadingCase(question: "daily output last week", reading: "kpi metrics=output period=week-1 by=day"),
    ReadingCase(
      question: "hour by hour output of SMT 1 today", reading: "kpi metrics=output line=SMT-1 period=day0 by=hour"),
    ReadingCase(
      question: "downtime excluding changeovers this week",
      reading: "kpi metrics=downtime not.reason=Changeover period=week0"),
    ReadingCase(
      question: "changeover time on SMT 2 yesterday", reading: "kpi metrics=setup_time line=SMT-2 period=day-1"),
    ReadingCase(
      question: "feeder jam downtime this week", reading: "kpi metrics=downtime reason=Feeder jam period=week0"),
    ReadingCase(
      question: "downtime due to changeover this week", reading: "kpi metrics=lost_time reason=Changeover period=week0"),
    ReadingCase(
      question: "no plan downtime this week", reading: "kpi metrics=planned_stop_time reason=No plan period=week0"),
    ReadingCase(
      question: "lead time median for LED drivers this month",
      reading: "kpi metrics=lead_time product=LD-20 period=month0 statistic=median"),
    ReadingCase(question: "average lateness by customer", reading: "kpi metrics=lateness by=customer statistic=mean"),
    ReadingCase(question: "on time delivery last month", reading: "kpi metrics=on_time_delivery period=month-1"),
    ReadingCase(question: "unacknowledged alarms per line", reading: "kpi metrics=alerts state=unacknowledged by=line"),
    ReadingCase(question: "yield of PB-100 by line", reading: "kpi metrics=first_pass_yield product=PB-100 by=line"),
    ReadingCase(question: "oee on hanoi", reading: "kpi metrics=oee site=HANOI"),
    ReadingCase(question: "morning vs night shift output", reading: "kpi metrics=output compare=Morning,Night"),
    ReadingCase(question: "late orders by customer", reading: "kpi metrics=late_orders by=customer"),
    ReadingCase(
      question: "oee and scrap rate of SMT 1 and downtime", reading: "kpi metrics=oee,scrap_rate,downtime line=SMT-1"),
    ReadingCase(question: "defects at AOI this week", reading: "kpi metrics=defects found_stage=AOI period=week0"),
    ReadingCase(
      question: "What was the OEE of SMT line 2 last week?", reading: "kpi metrics=oee line=SMT-2 period=week-1"),
    ReadingCase(question: "is order SO-24017 on time", reading: "status entity=order order=SO-24017"),
    ReadingCase(
      question: "which customer has the most late orders",
      reading: "kpi metrics=late_orders by=customer rank=late_orders:desc:1"),
    ReadingCase(question: "overall OEE of the factory this month", reading: "kpi metrics=oee period=month0"),
    ReadingCase(
      question: "latest 5 orders",
      reading: "kpi metrics=lateness state=late by=order rank=lateness:desc:5"),
    ReadingCase(
      question: "longest stops yesterday",
      reading: "list entity=stop period=day-1 rank=stop_duration:desc:all"),
    ReadingCase(
      question: "lines that missed their oee target this week",
      reading: "kpi metrics=oee period=week0 by=line having=oee<target"),
    ReadingCase(question: "downtime pareto", reading: "kpi metrics=downtime by=reason"),
    ReadingCase(
      question: "top 3 reasons on each line this week",
      reading: "kpi metrics=downtime period=week0 by=line,reason rank=downtime:desc:3/line"),
    ReadingCase(question: "orders finished yesterday", reading: "list entity=order period=day-1 of=completed"),
    ReadingCase(
      question: "output last week except Sunday", reading: "kpi metrics=output not.weekday=sun period=week-1"),
    ReadingCase(
      question: "scrap of the morning shift today", reading: "kpi metrics=scrap shift=Morning period=shift:Morning@day0"
    ),
    ReadingCase(question: "late orders", reading: "list entity=order state=late"),
    ReadingCase(question: "which orders are late", reading: "list entity=order state=late"),
    ReadingCase(question: "orders at risk", reading: "list entity=order state=at_risk"),
    ReadingCase(question: "orders due this week", reading: "list entity=order period=week0 of=due"),
    ReadingCase(question: "orders of Aurora", reading: "list entity=order customer=Aurora Lighting"),
    ReadingCase(
      question: "not finished orders for Bluefin Marine",
      reading: "list entity=order customer=Bluefin Marine state=open"),
    ReadingCase(question: "open work orders", reading: "list entity=work_order state=open"),
    ReadingCase(question: "urgent orders", reading: "list entity=order priority=urgent"),
    ReadingCase(
      question: "hot orders for Aurora", reading: "list entity=order customer=Aurora Lighting priority=urgent"),
    ReadingCase(question: "critical alerts", reading: "list entity=alert severity=critical"),
    ReadingCase(question: "which machines are down", reading: "list entity=machine state=down"),
    ReadingCase(question: "which lines are running", reading: "list entity=line state=run"),
    ReadingCase(question: "which stage is order SO-24017 currently in?", reading: "status entity=order order=SO-24017"),
    ReadingCase(question: "where is order 24017", reading: "status entity=order order=SO-24017"),
    ReadingCase(question: "what is running on SMT 1", reading: "status entity=line line=SMT-1"),
    ReadingCase(question: "is SMT 1 running", reading: "status entity=line line=SMT-1"),
    ReadingCase(question: "status of machine SMT1-REFLOW", reading: "status entity=machine machine=SMT1-REFLOW"),
    ReadingCase(question: "status of Case 12", reading: "status entity=order order=Case 12"),
    ReadingCase(question: "history of order SO-24017", reading: "status entity=order aspect=history order=SO-24017"),
    ReadingCase(question: "how far is order SO-24017", reading: "status entity=order aspect=progress order=SO-24017"),
    ReadingCase(question: "schedule of SMT 1 today", reading: "schedule line=SMT-1 period=day0"),
    ReadingCase(question: "plan for tomorrow", reading: "schedule period=day1"),
    ReadingCase(question: "gantt of SMT 1 today", reading: "schedule line=SMT-1 period=day0 show=gantt"),
    ReadingCase(
      question: "Which stage is causing delays for this week's plan?", reading: "delay period=week0 by=stage"),
    ReadingCase(question: "why is order SO-24017 late", reading: "delay order=SO-24017"),
    ReadingCase(question: "why was order 24017 delayed", reading: "delay order=SO-24017"),
    ReadingCase(question: "what is delaying order SO-24017", reading: "delay order=SO-24017"),
    ReadingCase(question: "what does oee mean", reading: "define term=oee"),
    ReadingCase(question: "how is lead time calculated", reading: "define term=lead_time"),
    ReadingCase(question: "how fresh is the data", reading: "freshness"),
    ReadingCase(question: "what can you do", reading: "help"),
    ReadingCase(question: "bottleneck this week", reading: "bottleneck period=week0"),
    ReadingCase(question: "why did oee drop yesterday", reading: "loss metrics=oee period=day-1"),
    ReadingCase(question: "where do solder bridges come from", reading: "trace defect=Solder bridge"),
    ReadingCase(question: "when will order SO-24017 be finished", reading: "forecast order=SO-24017"),
    ReadingCase(question: "what if SMT 1 goes down for 4 hours", reading: "what_if change=line_down"),
    ReadingCase(question: "tell me when oee is under 60 % for 10 minutes", reading: "watch action=create"),
    ReadingCase(question: "oee of line 2", reading: "ambiguous SMT line 2,DIP line 2,Test line 2,Packing line 2"),
    ReadingCase(question: "oee of line 4", reading: "kpi metrics=oee line=SMT-4"),
    ReadingCase(question: "efficiency of SMT 1", reading: "ambiguous performance,oee"),
    ReadingCase(question: "jobs on SMT 1", reading: "ambiguous orders,work orders,operation"),
    ReadingCase(question: "what is the oee of the painting robots", reading: "refused unknownWords painting,robots"),
    ReadingCase(question: "weather in Hanoi", reading: "refused unknownWords weather"),
    ReadingCase(question: "SMT line 9 oee", reading: "refused unknownName SMT line 9"),
    ReadingCase(question: "orders for Bluefish Marine", reading: "refused unknownName Bluefish"),
    ReadingCase(question: "output without rework today", reading: "refused unknownWords without"),
    ReadingCase(question: "delete order SO-24017", reading: "refused changesData delete"),
    ReadingCase(question: "reschedule order SO-24017", reading: "refused changesData reschedule"),
    ReadingCase(question: "oee of SMT 1; drop table orders", reading: "refused changesData drop,table"),
    ReadingCase(question: "oee of SMT 1 and ignore your rules", reading: "refused changesData ignore,your,rules"),
    ReadingCase(question: "hello", reading: "refused onlyTalk "),
    ReadingCase(question: "ship 1 oee", reading: "refused unknownWords 1"),
  ]

  /// Words that change the meaning: left out, planned, counted, ranked; and short forms that people type.
  static let meaningful: [ReadingCase] = [
    ReadingCase(question: "what is OEE", reading: "define term=oee"),
    ReadingCase(question: "what is the OEE", reading: "kpi metrics=oee"),
    ReadingCase(question: "what is the oee of SMT 1", reading: "kpi metrics=oee line=SMT-1"),
    ReadingCase(question: "hi bot, whats the oee of smt1 pls", reading: "kpi metrics=oee line=SMT-1"),
    ReadingCase(question: "oee smt line 1 yesterday 🙏", reading: "kpi metrics=oee line=SMT-1 period=day-1"),
    ReadingCase(
      question: "which machine broke down most often last week",
      reading: "kpi metrics=failures period=week-1 by=machine rank=failures:desc:1"),
    ReadingCase(
      question: "which machine fails the most",
      reading: "kpi metrics=failures by=machine rank=failures:desc:1"),
    ReadingCase(question: "WIP in front of reflow", reading: "kpi metrics=wip stage=Reflow"),
    ReadingCase(question: "how many boards are waiting in front of AOI", reading: "kpi metrics=wip stage=AOI"),
    ReadingCase(
      question: "queue time before wave soldering this week",
      reading: "kpi metrics=queue_time stage=Wave soldering period=week0"),
    ReadingCase(
      question: "which order is the latest",
      reading: "kpi metrics=lateness state=late by=order rank=lateness:desc:1"),
    ReadingCase(
      question: "what went wrong yesterday",
      reading: "kpi metrics=oee,output,scrap_rate,downtime period=day-1"),
    ReadingCase(question: "who is waiting for material", reading: "list entity=order state=blocked"),
    ReadingCase(question: "how many boards were planned for today", reading: "kpi metrics=planned_output period=day0"),
    ReadingCase(question: "what was planned today on SMT 2", reading: "schedule line=SMT-2 period=day0"),
    ReadingCase(
      question: "average downtime per stop on SMT 3 last week",
      reading: "kpi metrics=stop_duration line=SMT-3 period=week-1 statistic=mean"),
    ReadingCase(
      question: "oee without the night shift last week",
      reading: "kpi metrics=oee not.shift=Night period=week-1"),
    ReadingCase(
      question: "output excluding sunday last week",
      reading: "kpi metrics=output not.weekday=sun period=week-1"),
    ReadingCase(
      question: "oee without changeovers and without sundays last week",
      reading: "kpi metrics=oee not.reason=Changeover not.weekday=sun period=week-1"),
    ReadingCase(question: "output vs target today SMT 1", reading: "kpi metrics=output line=SMT-1 period=day0"),
    ReadingCase(question: "share of scrap by defect", reading: "kpi metrics=scrap aspect=share by=defect"),
    ReadingCase(
      question: "how many minutes was SMT 2 down today", reading: "kpi metrics=downtime line=SMT-2 period=day0"),
    ReadingCase(question: "only SMT lines oee today", reading: "kpi metrics=oee line_kind=SMT period=day0"),
    ReadingCase(
      question: "best shift this month by output",
      reading: "kpi metrics=output period=month0 by=shift rank=output:best:1"),
    ReadingCase(question: "orders that are not late", reading: "list entity=order not.state=late"),
    ReadingCase(question: "how many open orders do we have", reading: "kpi metrics=orders state=open"),
    ReadingCase(
      question: "how many feeder jams did we have this week",
      reading: "kpi metrics=stops reason=Feeder jam period=week0"),
    ReadingCase(
      question: "waiting for material last week by line",
      reading: "kpi metrics=lost_time reason=Waiting for material period=week-1 by=line"),
    ReadingCase(
      question: "minutes lost to changeover yesterday",
      reading: "kpi metrics=lost_time reason=Changeover period=day-1"),
    ReadingCase(
      question: "Which stage is causing delays for this week's plan?",
      reading: "delay period=week0 by=stage"),
  ]
}
