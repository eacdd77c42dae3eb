// ProductionStore
