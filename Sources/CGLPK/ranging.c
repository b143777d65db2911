#include "CGLPKPrivate.h"

#if GLPK

#include <float.h>
#include <math.h>

// How far costs and right-hand sides may move before the optimal basis changes.

static double limited(double value) {
  if (value <= -DBL_MAX) return -INFINITY;
  return value >= DBL_MAX ? INFINITY : value;
}

// The costs between which variable `j` stays where it is.
static void cost_range(glp_prob *P, int j, double range[2]) {
  double cost = glp_get_obj_coef(P, j), reduced = glp_get_col_dual(P, j);
  double sign = glp_get_obj_dir(P) == GLP_MIN ? 1 : -1;
  range[0] = -INFINITY;
  range[1] = INFINITY;
  switch (glp_get_col_stat(P, j)) {
    case GLP_BS:
      glp_analyze_coef(
        P, glp_get_num_rows(P) + j, &range[0], NULL, NULL,
        &range[1], NULL, NULL);
      range[0] = limited(range[0]);
      range[1] = limited(range[1]);
      break;
    case GLP_NL: range[sign > 0 ? 0 : 1] = cost - reduced; break;
    case GLP_NU: range[sign > 0 ? 1 : 0] = cost - reduced; break;
    case GLP_NF: range[0] = range[1] = cost; break;
    default: break;
  }
}

// The values of the right-hand side of row `i` between which its dual value holds.
static void side_range(glp_prob *P, int i, double range[2]) {
  double value = glp_get_row_prim(P, i);
  range[0] = -INFINITY;
  range[1] = INFINITY;
  switch (glp_get_row_stat(P, i)) {
    case GLP_BS:
      // Slack: the side may come as near as the value.
      if (glp_get_row_type(P, i) == GLP_UP) range[0] = value;
      if (glp_get_row_type(P, i) == GLP_LO) range[1] = value;
      if (glp_get_row_type(P, i) == GLP_FX) range[0] = range[1] = value;
      if (glp_get_row_type(P, i) == GLP_DB) range[0] = range[1] = NAN;  // which of the two?
      break;
    case GLP_NF: break;
    default:
      glp_analyze_bound(P, i, &range[0], NULL, &range[1], NULL);
      range[0] = limited(range[0]);
      range[1] = limited(range[1]);
  }
}

void cglpk_copy_ranging(glp_prob *P, guard *g, cglpk_result *r) {
  if (r->cost_ranges == NULL || r->side_ranges == NULL) return;
  if (!glp_bf_exists(P) && glp_factorize(P) != 0) return;
  int m = glp_get_num_rows(P), n = glp_get_num_cols(P);
  for (int i = 0; i < m; i++) {
    if (cglpk_should_stop(g, 0)) return;
    side_range(P, i + 1, r->side_ranges + 2 * i);
  }
  for (int j = 0; j < n; j++) {
    if (cglpk_should_stop(g, 0)) return;
    cost_range(P, j + 1, r->cost_ranges + 2 * j);
  }
  r->has_ranging = 1;
}

#endif
