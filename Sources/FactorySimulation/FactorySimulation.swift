// FactorySimulation
