#include "CGLPKPrivate.h"

#if GLPK

#include <math.h>

// Building GLPK's problem.

int cglpk_bound_type(double lower, double upper) {
  int from = isfinite(lower), to = isfinite(upper);
  if (from && to) return lower == upper ? GLP_FX : GLP_DB;
  if (from) return GLP_LO;
  return to ? GLP_UP : GLP_FR;
}

static int basis_status(uint8_t code) {
  switch (code) {
    case CGLPK_BASIC: return GLP_BS;
    case CGLPK_AT_UPPER: return GLP_NU;
    default: return GLP_NL;  // GLPK turns it into free or fixed where the bounds are so
  }
}

static void build_matrix(glp_prob *P, const cglpk_problem *p) {
  // GLPK's own memory, which goes with its environment where it fails.
  int *columns = glp_alloc(1 + p->columns, sizeof(int));
  double *values = glp_alloc(1 + p->columns, sizeof(double));
  for (int i = 0; i < p->rows; i++) {
    int length = p->row_reader(p->row_context, i, p->columns, columns + 1, values + 1);
    glp_set_mat_row(P, i + 1, length, columns, values);
  }
  glp_free(columns);
  glp_free(values);
}

glp_prob *cglpk_build(const cglpk_problem *p) {
  glp_prob *P = glp_create_prob();
  glp_set_obj_dir(P, p->maximize ? GLP_MAX : GLP_MIN);
  glp_set_obj_coef(P, 0, p->constant);
  if (p->rows > 0) glp_add_rows(P, p->rows);
  if (p->columns > 0) glp_add_cols(P, p->columns);
  for (int i = 0; i < p->rows; i++) {
    double lower = p->row_lower[i], upper = p->row_upper[i];
    glp_set_row_bnds(P, i + 1, cglpk_bound_type(lower, upper), lower, upper);
  }
  for (int j = 0; j < p->columns; j++) {
    double lower = p->column_lower[j], upper = p->column_upper[j];
    glp_set_col_bnds(P, j + 1, cglpk_bound_type(lower, upper), lower, upper);
    glp_set_obj_coef(P, j + 1, p->costs[j]);
    if (p->integral != NULL && p->integral[j]) glp_set_col_kind(P, j + 1, GLP_IV);
  }
  build_matrix(P, p);
  if (p->row_start != NULL && p->column_start != NULL) {
    for (int i = 0; i < p->rows; i++) glp_set_row_stat(P, i + 1, basis_status(p->row_start[i]));
    for (int j = 0; j < p->columns; j++) {
      glp_set_col_stat(P, j + 1, basis_status(p->column_start[j]));
    }
  }
  return P;
}

#endif
