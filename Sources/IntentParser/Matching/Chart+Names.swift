/// Names of the factory that are not said as they are written.
extension Chart {
  /// "Night Owl" for "Night Owl Ltd". Where each word is one of the grammar's too, the name is less likely.
  mutating func addPart(_ entry: LexiconEntry, _ kind: SlotKind, _ match: Match, start: Int) {
    let isOfOtherWords = isOfGrammar(start..<match.path.end)
    let extra = match.path.cost + Costs.partialName * (isOfOtherWords ? 2 : 1)
    add(kind, .names(entry.dimension, [entry.code]), start..<match.path.end, extra, corrected: match.path.corrected)
  }

  /// Whether each word there is one of the grammar's.
  func isOfGrammar(_ range: Range<Int>) -> Bool {
    range.allSatisfy { position in
      prepared.variants[position].contains { $0.cost <= Costs.inflected && grammar.symbols.isGrammar[Int($0.symbol)] }
        || prepared.tokens[position].kind == .sign
    }
  }

  /// A word of a name for the whole: "Aurora" for "Aurora Lighting".
  mutating func addWord(of index: Int, _ variant: PreparedTokens.Variant, start: Int) {
    let entry = grammar.names.entries[index]
    guard let kind = grammar.names.kinds[index] else { return }
    // "Battery Monitor" stands there whole: its first word alone is no name.
    let isWhole = entries[start].contains {
      $0.end > start + 1 && $0.meaning == .names(entry.dimension, [entry.code])
    }
    if isWhole { return }
    add(
      kind, .names(entry.dimension, [entry.code]), start..<(start + 1), variant.cost + Costs.partialName,
      corrected: variant.isCorrection ? [CorrectedWord(token: start, symbol: variant.symbol)] : [])
  }

  /// "Line A and B", "Press 11, 12 and 13": more names that differ from the first in their end only.
  mutating func addList(_ entry: LexiconEntry, _ kind: SlotKind, _ name: Range<Int>) {
    guard kind != .shift else { return }
    var codes = [entry.code]
    var end = name.upperBound
    while let (code, next) = another(entry.dimension, like: name, after: end), !codes.contains(code) {
      codes.append(code)
      end = next
      add(kind, .names(entry.dimension, codes), name.lowerBound..<end)
    }
  }

  /// Of lines with a number those that are called so: "Chuyền 1" is that line, whatever others have the number.
  func called(_ lines: [Composition.Composed], _ range: Range<Int>) -> [Composition.Composed] {
    let names = entries[range.lowerBound].filter {
      $0.kind == .line && $0.rule == nil && $0.end == range.upperBound && $0.corrected.isEmpty
    }
    let called = lines.filter { line in names.contains { $0.meaning == line.meaning } }
    return called.isEmpty ? lines : called
  }

  /// The name that begins like one and ends with the one or two words behind "and" or a comma.
  private func another(
    _ dimension: Dimension, like name: Range<Int>, after end: Int
  ) -> (code: String, end: Int)? {
    let start = joinsEnd(end)
    guard start > end else { return nil }
    for count in 1...2 where name.count > count && start + count <= prepared.tokens.count {
      let words = Array(name.dropLast(count)) + Array(start..<(start + count))
      guard words.suffix(count).allSatisfy({ prepared.tokens[$0].kind != .sign }) else { continue }
      var nodes = [PhraseTrie.root]
      for position in words where prepared.tokens[position].kind != .sign {
        nodes = nodes.flatMap { node in
          prepared.variants[position].compactMap { variant in
            variant.isCorrection ? nil : grammar.names.trie.next(node, grammar.names.number(ofWord: variant.symbol))
          }
        }
      }
      let found = Set(nodes.flatMap { grammar.names.trie.rules($0) })
        .filter { $0 < grammar.names.entries.count }.map { grammar.names.entries[Int($0)] }
      if found.count == 1, found[0].dimension == dimension { return (found[0].code, start + count) }
    }
    return nil
  }

  /// Where what joins two names ends: a comma, a word for "and", or both; the place itself where nothing joins.
  private func joinsEnd(_ start: Int) -> Int {
    var position = start
    if position < prepared.tokens.count, prepared.tokens[position].text == "," { position += 1 }
    let joint =
      position < prepared.tokens.count
      ? entries[position].first { $0.kind == .stop && ($0.label == "and" || $0.label == "or") } : nil
    return joint?.end ?? position
  }
}

extension Chart {
  /// Weighs names of one word that says something else in questions too.
  ///
  /// Orders are late where a shift is called "Late", and alerts open where a defect is called "Open". A customer called
  /// "Target" is as likely as a target, but what is "of Target" is somebody's.
  mutating func weighCommonWords() {
    for start in entries.indices {
      func change(_ index: Int, _ body: (Float) -> Float) {
        entries[start][index] = entries[start][index].costing(body(entries[start][index].extra))
      }
      for index in entries[start].indices {
        let name = entries[start][index]
        // "setup time" is the KPI, where "cleaning time" is the time of a reason.
        if name.kind == .reason, name.end > start + 1,
          entries[start].contains(where: { $0.kind == .metric && $0.end == name.end && $0.extra < Costs.inflected })
        {
          entries[start][index] = name.costing(name.extra + Costs.partialName)
        }
        guard name.rule == nil, name.end == start + 1, case .names(let dimension, _) = name.meaning,
          name.corrected.isEmpty
        else { continue }
        let others = entries[start].indices.filter { other in
          let entry = entries[start][other]
          return entry.rule != nil && entry.end == name.end && Self.saying.contains(entry.kind)
            && entry.extra < Costs.inflected
        }
        if others.isEmpty { continue }
        let isLesser = [.shift, .reason, .defect].contains(dimension)
        // What a phrase gains by its words having no other meaning it does not gain where they have one.
        if !isLesser {
          for other in others { change(other) { max(0, $0) } }
        }
        let isOf = start > 0 && prepared.known[start - 1].map(grammar.wordsOfBelonging.contains) ?? false
        if isOf {
          for other in others { change(other) { $0 + Costs.partialName } }
        } else if isLesser {
          entries[start][index] = name.costing(name.extra + Costs.partialName)
        }
      }
    }
  }

  private static let saying: Set<SlotKind> = [
    .state, .priority, .severity, .metric, .aspect, .entity, .statistic, .unit,
  ]

  /// Whether a word for a kind of line is rather the name of something: no line of the kind is called "test" where a
  /// stage is.
  func isRatherName(_ range: Range<Int>, kind: String) -> Bool {
    range.count == 1 && !grammar.names.isSaid(prepared.tokens[range.lowerBound].text, of: kind)
      && entries[range.lowerBound].contains { $0.rule == nil && $0.end == range.upperBound && $0.corrected.isEmpty }
  }
}
