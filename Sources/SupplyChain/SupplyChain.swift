@_exported public import DemandForecasting
@_exported public import InventoryOptimization
@_exported public import LinearAlgebra
@_exported public import LinearProgramming
@_exported public import LoadConsolidation
@_exported public import Probability
@_exported public import SupplyChainCore
@_exported public import VehicleRouting
