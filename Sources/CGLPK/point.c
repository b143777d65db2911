#include "CGLPKPrivate.h"

#if GLPK

#include <float.h>
#include <math.h>

// A feasible point for a run that has not come to one.
//
// Planning models mostly have variables that stand in one constraint alone: a shortage, a surplus, a
// purchase at a high price. They make up for what a constraint misses at any values of the others.

static const double TOLERANCE = 1e-9;

static double clip(double value, double lower, double upper) {
  if (value < lower) value = lower;
  return value > upper ? upper : value;
}

static double column_clip(glp_prob *P, int j, double value) {
  return clip(value, glp_get_col_lb(P, j), glp_get_col_ub(P, j));
}

typedef struct {
  int *columns;              // [columns + 1]: of one row
  double *values;            // same
  int *lengths;              // [columns + 1]: of each column
} scratch;

// Makes a row hold by its own variables; returns its value, not a number where they do not suffice.
static double repair_row(glp_prob *P, int i, const scratch *s, double *x) {
  int length = glp_get_mat_row(P, i, s->columns, s->values);
  double value = 0;
  for (int k = 1; k <= length; k++) value += s->values[k] * x[s->columns[k]];
  double goal = clip(value, glp_get_row_lb(P, i), glp_get_row_ub(P, i));
  for (int k = 1; k <= length && value != goal; k++) {
    int j = s->columns[k];
    if (s->lengths[j] != 1) continue;
    double moved = column_clip(P, j, x[j] + (goal - value) / s->values[k]);
    value += s->values[k] * (moved - x[j]);
    x[j] = moved;
  }
  return fabs(value - goal) <= TOLERANCE * (1 + fabs(goal)) ? value : NAN;
}

// From the values of the run, or from zero; returns the objective, not a number where no point is found.
static double repair(
  glp_prob *P, int from_run, const scratch *s, double *x, double *activity
) {
  double objective = glp_get_obj_coef(P, 0);
  for (int j = 1; j <= glp_get_num_cols(P); j++) {
    x[j] = column_clip(P, j, from_run ? glp_get_col_prim(P, j) : 0);
  }
  for (int i = 1; i <= glp_get_num_rows(P); i++) {
    activity[i] = repair_row(P, i, s, x);
    if (isnan(activity[i])) return NAN;
  }
  for (int j = 1; j <= glp_get_num_cols(P); j++) objective += glp_get_obj_coef(P, j) * x[j];
  return objective;
}

void cglpk_find_point(glp_prob *P, int has_run, cglpk_result *r) {
  int n = glp_get_num_cols(P);
  if (!cglpk_allocate(P, 0, r)) return;
  scratch s = {
    glp_alloc(1 + n, sizeof(int)), glp_alloc(1 + n, sizeof(double)), glp_alloc(1 + n, sizeof(int))
  };
  for (int j = 1; j <= n; j++) s.lengths[j] = glp_get_mat_col(P, j, NULL, NULL);
  double *x = r->primal - 1, *activity = r->activity - 1;
  double sign = glp_get_obj_dir(P) == GLP_MIN ? 1 : -1;
  double plain = repair(P, 0, &s, x, activity), best = plain;
  if (has_run) {
    best = repair(P, 1, &s, x, activity);
    if (isnan(best) || sign * plain < sign * best) best = repair(P, 0, &s, x, activity);
  }
  glp_free(s.columns);
  glp_free(s.values);
  glp_free(s.lengths);
  if (!isfinite(best)) {
    cglpk_release(r);
    return;
  }
  r->has_point = 1;
  r->objective = best;
}

#endif
