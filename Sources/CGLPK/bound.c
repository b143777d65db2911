#include "CGLPKPrivate.h"

#if GLPK

#include <float.h>
#include <math.h>

// The bound on the objective that the dual values of any basis prove: the Lagrangian bound.
//
// Each constraint, times its dual value y, is subtracted from the objective; what is left is bounded by
// the bounds of the variables alone. For any feasible x, when minimising,
// c x = y A x + (c - y A) x >= sum of y * (the side it pays at) + sum of (c - y A) * (same).

typedef struct {
  int n;
  double sign;               // 1 when minimising
  double constant;
  double sides;              // the sum of the constraints' part
  double *costs;             // [columns + 1]
  double *explained;         // [columns + 1]: y A
  double *lower;             // [columns + 1]
  double *upper;             // [columns + 1]
} lagrangian;

static double limit(double bound) {
  if (bound <= -DBL_MAX) return -INFINITY;
  return bound >= DBL_MAX ? INFINITY : bound;
}

static lagrangian begin(glp_prob *P) {
  int n = glp_get_num_cols(P);
  double *numbers = glp_alloc(4 * (1 + n), sizeof(double));
  lagrangian l = {
    n, glp_get_obj_dir(P) == GLP_MIN ? 1 : -1, glp_get_obj_coef(P, 0), 0,
    numbers, numbers + 1 + n, numbers + 2 * (1 + n), numbers + 3 * (1 + n)
  };
  for (int j = 1; j <= n; j++) {
    l.costs[j] = glp_get_obj_coef(P, j);
    l.explained[j] = 0;
    l.lower[j] = limit(glp_get_col_lb(P, j));
    l.upper[j] = limit(glp_get_col_ub(P, j));
  }
  return l;
}

// Takes note of a bound, unless a better one is known.
static void end(lagrangian *l, double bound, cglpk_result *r) {
  glp_free(l->costs);
  if (!isfinite(bound) || (r->has_bound && l->sign * bound <= l->sign * r->bound)) return;
  r->has_bound = 1;
  r->bound = bound;
}

static void add_rows(glp_prob *P, lagrangian *l) {
  int *columns = glp_alloc(1 + l->n, sizeof(int));
  double *values = glp_alloc(1 + l->n, sizeof(double));
  for (int i = 1; i <= glp_get_num_rows(P); i++) {
    double dual = glp_get_row_dual(P, i);
    double side = limit(l->sign * dual > 0 ? glp_get_row_lb(P, i) : glp_get_row_ub(P, i));
    // One of the wrong sign is left out: any others prove a bound as well.
    if (dual == 0 || !isfinite(dual) || !isfinite(side)) continue;
    l->sides += dual * side;
    int length = glp_get_mat_row(P, i, columns, values);
    for (int k = 1; k <= length; k++) l->explained[columns[k]] += dual * values[k];
  }
  glp_free(columns);
  glp_free(values);
}

// The bound that the dual values prove when they are scaled, as if minimising; minus infinity where they
// prove none.
static double bound(const lagrangian *l, double scale) {
  double total = l->constant + scale * l->sides;
  for (int j = 1; j <= l->n; j++) {
    double reduced = l->costs[j] - scale * l->explained[j];
    if (reduced == 0) continue;
    double paid = reduced * (l->sign * reduced > 0 ? l->lower[j] : l->upper[j]);
    // Rounding leaves a trace of costs that cancel; where it has no bound, it is no cost.
    int is_trace = fabs(reduced) <= 1e-12 * (1 + fabs(l->costs[j]));
    if (isfinite(paid)) total += paid; else if (!is_trace) return -INFINITY;
  }
  return l->sign * total;
}

// The best that any scale proves. It is concave in the scale, so that halving finds the place about
// which it is best, and sections the best.
static double best_bound(const lagrangian *l) {
  double best = bound(l, 0), scale = 1;
  for (double next = 1; next > 1e-12; next /= 2) {
    double value = bound(l, next);
    if (value > best) {
      best = value;
      scale = next;
    }
  }
  double from = scale / 2, to = scale < 1 ? 2 * scale : 1;
  for (int step = 0; step < 20; step++) {
    double first = from + (to - from) / 3, second = to - (to - from) / 3;
    double at_first = bound(l, first), at_second = bound(l, second);
    if (at_first > best) best = at_first;
    if (at_second > best) best = at_second;
    if (at_first < at_second) from = first; else to = second;
  }
  return l->sign * best;
}

void cglpk_bound_by_duals(glp_prob *P, cglpk_result *r) {
  lagrangian l = begin(P);
  add_rows(P, &l);
  end(&l, best_bound(&l), r);
}

void cglpk_bound_by_costs(glp_prob *P, cglpk_result *r) {
  lagrangian l = begin(P);
  end(&l, l.sign * bound(&l, 0), r);
}

#endif
