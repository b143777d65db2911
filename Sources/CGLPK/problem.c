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

static int basis_status(int32_t code) {
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
    int length = p->row_entries(p->source, i, p->columns, columns + 1, values + 1);
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
    cglpk_row row = p->row(p->source, i);
    glp_set_row_bnds(P, i + 1, cglpk_bound_type(row.lower, row.upper), row.lower, row.upper);
    if (p->has_start) glp_set_row_stat(P, i + 1, basis_status(row.start));
  }
  for (int j = 0; j < p->columns; j++) {
    cglpk_column column = p->column(p->source, j);
    int type = cglpk_bound_type(column.lower, column.upper);
    glp_set_col_bnds(P, j + 1, type, column.lower, column.upper);
    glp_set_obj_coef(P, j + 1, column.cost);
    if (column.integral) glp_set_col_kind(P, j + 1, GLP_IV);
    if (p->has_start) glp_set_col_stat(P, j + 1, basis_status(column.start));
  }
  build_matrix(P, p);
  return P;
}

void cglpk_release_problem(cglpk_problem *p) {
  if (p->source != NULL) p->release(p->source);
  p->source = NULL;
}

#endif
