/// The KPIs of `kpis.yaml`.
public struct KpiCatalogue: Sendable {
  /// Reads the catalogue from the text of `kpis.yaml`.
  public init(yaml: String, file: String) throws(KpiCatalogueError) {}
}

public enum KpiCatalogueError: Error, Sendable, Hashable {
  case unreadable(file: String, line: Int, detail: String)
}
