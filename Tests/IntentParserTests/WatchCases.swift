/// Watches and reports, as people ask for them; judged by hand from the domain's vocabulary.
enum WatchCases {
  static let watches: [ReadingCase] = [
    .init(
      "tell me when OEE of SMT 1 is below 60 % for 10 minutes",
      "watch line=SMT-1 action=create condition{for=600 metric=oee op=< value=0.6}"),
    .init(
      "alert me if smt1 oee < 60% for 10 min",
      "watch line=SMT-1 action=create condition{for=600 metric=oee op=< value=0.6}"),
    .init(
      "notify me when the oee of SMT line 1 stays under sixty percent for ten minutes",
      "watch line=SMT-1 action=create condition{for=600 metric=oee op=< value=0.6}"),
    .init(
      "alert me if any line is down for more than 15 minutes",
      "watch action=create condition{entity=line for=900 state=down}"),
    .init(
      "alrt me when any SMT line is down more than 20 minutes",
      "watch line_kind=SMT action=create condition{entity=line for=1200 state=down}"),
    .init(
      "alert me when any SMT line is down more than 20 minutes",
      "watch line_kind=SMT action=create condition{entity=line for=1200 state=down}"),
    .init("notify me when SO-25090 is late", "watch order=SO-25090 action=create condition{entity=order state=late}"),
    .init(
      "ping me as soon as SO-25090 is finished",
      "watch order=SO-25090 action=create condition{entity=order state=done}"),
    .init(
      "notify me when scrap on SMT 2 exceeds 20 in an hour",
      "watch line=SMT-2 action=create condition{metric=scrap op=> value=20 window=3600}"),
    .init(
      "tell me when SMT 3 has more than 5 stops in an hour",
      "watch line=SMT-3 action=create condition{metric=stops op=> value=5 window=3600}"),
    .init(
      "warn me when more than 10 defects are found at AOI within 30 minutes",
      "watch found_stage=AOI action=create condition{metric=defects op=> value=10 window=1800}"),
    .init(
      "let me know when a critical alert is raised in Da Nang",
      "watch severity=critical site=DA-NANG action=create condition{entity=alert state=open}"),
    .init(
      "alert me when an order of Aurora is at risk",
      "watch customer=Aurora Lighting action=create condition{entity=order state=at_risk}"),
    .init(
      "notify me when more than 3 orders are blocked",
      "watch action=create condition{entity=order op=> state=blocked value=3}"),
    .init(
      "tell me when the mounters on SMT 1 are idle for 5 min",
      "watch line=SMT-1 stage=Placement action=create condition{entity=machine for=300 state=idle}"),
    .init("tell me when SMT 4 is running again", "watch line=SMT-4 action=create condition{entity=line state=run}"),
    .init(
      "when SMT1-REFLOW goes down tell me",
      "watch machine=SMT1-REFLOW action=create condition{entity=machine state=down}"),
    .init(
      "if any machine on SMT 2 breaks down let me know",
      "watch line=SMT-2 action=create condition{entity=machine state=down}"),
    .init(
      "alert me when oee of SMT 1 falls below target for half an hour",
      "watch line=SMT-1 action=create condition{for=1800 metric=oee op=< value=target}"),
    .init(
      "alert me when SO-25090 is more than 2 days late",
      "watch order=SO-25090 action=create condition{metric=lateness op=> value=172800}"),
    .init(
      "tell me when output of SMT 1 today reaches 5000",
      "watch line=SMT-1 period=day0 action=create condition{metric=output op=>= value=5000}"),
    .init(
      "warn me when downtime of SMT 3 today exceeds 2 hours",
      "watch line=SMT-3 period=day0 action=create condition{metric=downtime op=> value=7200}"),
    .init("let me know when maintenance is overdue", "watch action=create condition{entity=maintenance state=late}"),
    .init("tell me whenever material is short", "watch action=create condition{entity=material state=short}"),
    .init(
      "watch SMT 1 for oee below 60 %", "watch line=SMT-1 action=create condition{metric=oee op=< value=0.6}"),
    .init(
      "set up an alert when the scrap rate of DIP 2 goes above 3 %",
      "watch line=DIP-2 action=create condition{metric=scrap_rate op=> value=0.03}"),
    .init(
      "alert if fpy of pb-100 < 95 %",
      "watch product=PB-100 action=create condition{metric=first_pass_yield op=< value=0.95}"),
    .init(
      "notify the team when wip at reflow is above 200",
      "watch stage=Reflow action=create condition{metric=wip op=> value=200}"),
    .init(
      "alert me in #smt-leads when SMT 2 goes down",
      "watch line=SMT-2 action=create condition{entity=line state=down} channel=#smt-leads"),
    .init("stop watching SMT 1", "watch line=SMT-1 action=stop"),
    .init("stop watching the oee of SMT 1", "watch line=SMT-1 action=stop condition{metric=oee}"),
    .init("cancel the alert on oee of SMT 1", "watch line=SMT-1 action=stop condition{metric=oee}"),
    .init("don't notify me about SMT 2 anymore", "watch line=SMT-2 action=stop"),
    .init("please turn off all watches", "watch action=stop"),
    .init("which alerts have I set up", "watch action=list"),
    .init("what am i watching", "watch action=list"),
    .init("show me all my watches", "watch action=list"),
    .init("which watches do I have", "watch action=list"),
  ]

  static let reports: [ReadingCase] = [
    .init(
      "send me the OEE of all lines every morning at 7",
      "report metrics=oee by=line action=create schedule{at=07:00 every=day}"),
    .init(
      "every day at 07:00 mail me the SMT lines' OEE",
      "report metrics=oee line_kind=SMT action=create schedule{at=07:00 every=day} channel=email"),
    .init(
      "snd me the oee of SMT 1 daily at 6:30",
      "report metrics=oee line=SMT-1 action=create schedule{at=06:30 every=day}"),
    .init(
      "email the late orders to the team every Friday",
      "report entity=order state=late action=create schedule{every=week on=fri} channel=team"),
    .init(
      "post yesterday's output to #production at the end of each shift",
      "report metrics=output period=day-1 action=create schedule{at=shift_end every=shift} channel=#production"),
    .init(
      "i want the oee of SMT 1 by mail every Monday at 8",
      "report metrics=oee line=SMT-1 action=create schedule{at=08:00 every=week on=mon} channel=email"),
    .init(
      "send the top 5 stop reasons every monday at 8 to anna@factory.com",
      "report metrics=downtime by=reason rank=downtime:desc:5 action=create"
        + " schedule{at=08:00 every=week on=mon} channel=anna@factory.com"),
    .init("daily report of SMT 1 at 6pm", "report line=SMT-1 action=create schedule{at=18:00 every=day}"),
    .init(
      "every weekday at 6:30 send output by line to slack",
      "report metrics=output by=line action=create schedule{at=06:30 every=weekday} channel=slack"),
    .init(
      "mail me scrap by product on the 1st of every month",
      "report metrics=scrap by=product action=create schedule{every=month on=1} channel=email"),
    .init(
      "email me the open orders for Aurora on Mondays and Thursdays at 9",
      "report entity=order customer=Aurora Lighting state=open action=create"
        + " schedule{at=09:00 every=week on=mon+thu} channel=email"),
    .init(
      "weekly report of late orders, Mondays 08:00, via Slack",
      "report entity=order state=late action=create schedule{at=08:00 every=week on=mon} channel=slack"),
    .init(
      "set up a weekly report of downtime by reason",
      "report metrics=downtime by=reason action=create schedule{every=week}"),
    .init(
      "send me scrap of yesterday every evening at 6",
      "report metrics=scrap period=day-1 action=create schedule{at=18:00 every=day}"),
    .init(
      "post oee and scrap rate of SMT 1 to @quality after each shift",
      "report metrics=oee,scrap_rate line=SMT-1 action=create schedule{at=shift_end every=shift} channel=@quality"),
    .init("stop the daily report", "report action=stop schedule{every=day}"),
    .init(
      "stop the weekly oee report for SMT 1", "report metrics=oee line=SMT-1 action=stop schedule{every=week}"),
    .init("please stop sending me the OEE", "report metrics=oee action=stop"),
    .init("no more weekly reports please", "report action=stop schedule{every=week}"),
    .init("what reports do I get", "report action=list"),
    .init("list my scheduled reports", "report action=list"),
    .init("which reports are scheduled", "report action=list"),
    .init("send me the oee of SMT 1", "kpi metrics=oee line=SMT-1"),
  ]

  /// Conditions and schedules that the vocabulary cannot hold.
  static let refused = [
    "tell me when SMT 1 is happy", "alert me when SMT 1 is late", "notify me when an order is idle",
    "alert me when oee of SMT 1 and scrap of SMT 2 are below 60 %", "alert me when output is below 60 %",
    "send me the oee every other week", "send me the oee every 2 hours",
    "send me the oee every month at the end of each shift",
    "email the late orders to #a and #b every Friday", "tell me when", "alert me if anything is down",
  ]
}
