import SupplyChain

// Cases of dry white wine that left the warehouse in Adelaide, five years month by month.
let sales = try TimeSeries(
  [
    315, 332, 322, 384, 450, 204, 301, 276, 224, 250, 299, 366,
    306, 307, 330, 371, 452, 208, 272, 329, 281, 282, 252, 328,
    285, 321, 321, 397, 464, 191, 301, 305, 340, 289, 260, 336,
    433, 269, 340, 402, 515, 209, 340, 346, 342, 296, 324, 360,
    338, 389, 406, 469, 528, 218, 352, 375, 371, 363, 402, 395,
  ],
  period: 12)

let forecast = try AutomaticExponentialSmoothing().forecast(sales, horizon: 6)

let quantity = try EconomicOrderQuantity(
  demandRate: forecast.mean.reduce(0, +) / 6, orderingCost: 120, holdingCost: 1.8
).optimal.orderQuantity
