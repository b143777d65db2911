/// The page's style: readable in light and dark, on paper and on a telephone.
let styleSheet = """
  :root { color-scheme: light dark; --page: #f6f6f3; --card: #ffffff; --ink: #1d2329;
    --muted: #626b75; --line: #e1e3e0; --accent: #1f6fb2; --warm: #b4540a; --good: #2c7a4b;
    --c1: #1f6fb2; --c2: #c2571a; --c3: #2c7a4b; --c4: #8b3fa0; --c5: #a8841a; --c6: #14868c;
    --c7: #b03060; --c8: #5b6670; }
  @media (prefers-color-scheme: dark) { :root { --page: #14181c; --card: #1c2228;
    --ink: #e6e9ec; --muted: #98a3ae; --line: #313941; --accent: #62aeea; --warm: #f0955a;
    --good: #6cc596; --c1: #62aeea; --c2: #f0955a; --c3: #6cc596; --c4: #cf8fe0; --c5: #e0c060;
    --c6: #5fc9cf; --c7: #f083ad; --c8: #a9b5c0; } }
  * { box-sizing: border-box; }
  body { margin: 0; background: var(--page); color: var(--ink);
    font: 15px/1.5 system-ui, -apple-system, "Segoe UI", Roboto, sans-serif; }
  main { max-width: 1080px; margin: 0 auto; padding: 28px 20px 60px; }
  h1 { font-size: 28px; line-height: 1.2; margin: 0 0 4px; }
  h2 { font-size: 20px; margin: 44px 0 4px; }
  h3 { font-size: 15px; margin: 22px 0 6px; }
  p { margin: 4px 0 14px; color: var(--muted); max-width: 74ch; }
  p b, p strong { color: var(--ink); }
  nav { margin: 10px 0 0; display: flex; gap: 16px; flex-wrap: wrap; }
  a { color: var(--accent); text-decoration: none; }
  a:hover { text-decoration: underline; }
  .tiles { display: grid; grid-template-columns: repeat(auto-fit, minmax(165px, 1fr)); gap: 12px;
    margin: 20px 0; }
  .tile, figure, .card { background: var(--card); border: 1px solid var(--line);
    border-radius: 10px; padding: 12px 14px; }
  .tile span { display: block; color: var(--muted); font-size: 13px; }
  .tile b { font-size: 22px; font-weight: 600; }
  .tile small { display: block; color: var(--muted); }
  .charts { display: grid; grid-template-columns: repeat(auto-fill, minmax(300px, 1fr));
    gap: 12px; }
  .maps { display: grid; grid-template-columns: repeat(auto-fill, minmax(420px, 1fr)); gap: 12px; }
  @media (max-width: 480px) { .maps { grid-template-columns: 1fr; } }
  figure { margin: 0; }
  figcaption { font-size: 13px; color: var(--muted); margin-bottom: 4px; }
  figcaption b { color: var(--ink); }
  svg { display: block; width: 100%; height: auto; }
  .scroll { overflow-x: auto; }
  table { border-collapse: collapse; width: 100%; font-size: 13.5px; }
  th, td { text-align: left; padding: 5px 10px 5px 0; border-bottom: 1px solid var(--line);
    vertical-align: top; }
  th { color: var(--muted); font-weight: 500; white-space: nowrap; }
  .n { text-align: right; font-variant-numeric: tabular-nums; white-space: nowrap; }
  .total td { font-weight: 600; border-bottom: 0; }
  details { margin: 12px 0; } summary { cursor: pointer; color: var(--accent); }
  .grid { stroke: var(--line); stroke-width: 1; }
  .tick { fill: var(--muted); font-size: 10px; } .lane { fill: var(--ink); font-size: 12px; }
  .past { fill: none; stroke: var(--ink); stroke-width: 1.2; }
  .mean { fill: none; stroke: var(--accent); stroke-width: 1.8; }
  .band { fill: var(--accent); opacity: .17; }
  .safety { stroke: var(--warm); stroke-width: 1.2; stroke-dasharray: 4 3; }
  .arrival { fill: var(--good); }
  .frame { fill: none; stroke: currentColor; stroke-width: 1; } .fill { fill: currentColor;
    opacity: .55; }
  .route { fill: none; stroke: currentColor; stroke-width: 1.6; stroke-linejoin: round; }
  .stop { fill: currentColor; stroke: var(--card); stroke-width: 1.2; }
  .depot { fill: var(--ink); stroke: var(--card); stroke-width: 1.5; }
  .c1 { color: var(--c1); } .c2 { color: var(--c2); } .c3 { color: var(--c3); }
  .c4 { color: var(--c4); } .c5 { color: var(--c5); } .c6 { color: var(--c6); }
  .c7 { color: var(--c7); } .c8 { color: var(--c8); }
  .key { white-space: nowrap; }
  .legend { font-size: 13px; color: var(--muted); }
  .legend i { display: inline-block; width: 22px; height: 10px; border-radius: 3px;
    margin: 0 5px 0 12px; vertical-align: baseline; background: currentColor; opacity: .55; }
  """

/// The class of one of the style's colours; they repeat after the last.
func colorClass(_ number: Int) -> String { "c\(number % 8 + 1)" }
