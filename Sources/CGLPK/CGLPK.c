#include "CGLPK.h"

#if GLPK

#include <float.h>
#include <glpk.h>
#include <limits.h>
#include <math.h>
#include <pthread.h>
#include <setjmp.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <time.h>

// MARK: - The environment of a thread

// How often GLPK prints, and with that, how often it can be stopped.
enum { OUTPUT_INTERVAL_MS = 10 };

enum { JUMP_ERROR = 1, JUMP_STOP = 2 };

// One entry into GLPK. GLPK's own errors and the watcher's wish to stop both end in `jump`.
typedef struct guard {
  jmp_buf jump;
  struct guard *outer;
  cglpk_watcher watcher;
  void *context;
  double deadline;
  int interruptible;
  int stop;
  cglpk_progress progress;
  int maximize;
  double *incumbent;
  int incumbent_columns;
  char words[512];
  size_t word_count;
} guard;

// GLPK keeps an environment for each thread; so do we.
static _Thread_local struct {
  int users;                // open workspaces, and one while a solve runs
  uint64_t generation;      // counts the environments that an error took away
  guard *current;
} thread_state;

static double now(void) {
  struct timespec time;
  clock_gettime(CLOCK_MONOTONIC, &time);
  return (double)time.tv_sec + 1e-9 * (double)time.tv_nsec;
}

static int has_deadline(const guard *g) { return g->deadline >= 0; }

static int remaining_ms(const guard *g) {
  if (!has_deadline(g)) return INT_MAX;
  double left = 1000 * (g->deadline - now());
  if (left <= 1) return 1;
  return left >= INT_MAX ? INT_MAX : (int)left;
}

// Asks the clock and the watcher; the answer is kept.
static int should_stop(guard *g) {
  if (g->stop != 0) return 1;
  if (has_deadline(g) && now() >= g->deadline) {
    g->stop = CGLPK_TIME_LIMIT;
  } else if (g->watcher != NULL) {
    int answer = g->watcher(g->context, &g->progress);
    g->progress.improved = 0;
    if (answer == CGLPK_STOP) g->stop = CGLPK_STOPPED;
    if (answer == CGLPK_CANCEL) g->stop = CGLPK_CANCELLED;
  }
  return g->stop != 0;
}

static void on_error(void *info) {
  (void)info;
  guard *g = thread_state.current;
  if (g != NULL) longjmp(g->jump, JUMP_ERROR);
}

// Swallows all that GLPK prints, keeps the last words for an error message, and is the one place
// from which a simplex run can be stopped before its time limit: GLPK prints between iterations.
static int on_output(void *info, const char *text) {
  (void)info;
  guard *g = thread_state.current;
  if (g == NULL) return 1;
  size_t length = strlen(text);
  size_t room = sizeof g->words - 1;
  if (length > room) length = room;
  if (g->word_count + length > room) g->word_count = 0;
  memcpy(g->words + g->word_count, text, length);
  g->word_count += length;
  g->words[g->word_count] = 0;
  int iteration = 0;
  char phase = 0;
  if (sscanf(text, "%c%d: obj", &phase, &iteration) == 2 && iteration >= 0) {
    if (g->progress.nodes == 0) g->progress.iterations = iteration;
    g->word_count = 0;
  }
  if (g->interruptible && should_stop(g)) longjmp(g->jump, JUMP_STOP);
  return 1;
}

static void enter(guard *g) {
  g->outer = thread_state.current;
  thread_state.current = g;
  if (thread_state.users++ == 0) glp_init_env();
  glp_error_hook(on_error, NULL);
  glp_term_hook(on_output, NULL);
  glp_term_out(GLP_ON);
}

static void leave(guard *g) {
  thread_state.current = g->outer;
  if (--thread_state.users == 0) glp_free_env();
}

// After an error or a jump only this cleans up; every problem of the thread goes with it.
static void leave_and_discard(guard *g) {
  glp_free_env();
  thread_state.generation++;
  thread_state.current = g->outer;
  --thread_state.users;
}

static void copy_words(const guard *g, cglpk_result *result) {
  size_t length = g->word_count;
  while (length > 0 && (g->words[length - 1] == '\n' || g->words[length - 1] == ' ')) length--;
  if (length >= sizeof result->message) length = sizeof result->message - 1;
  memcpy(result->message, g->words, length);
  result->message[length] = 0;
}

// MARK: - Building

static int bound_type(double lower, double upper) {
  int from = isfinite(lower), to = isfinite(upper);
  if (from && to) return lower == upper ? GLP_FX : GLP_DB;
  if (from) return GLP_LO;
  return to ? GLP_UP : GLP_FR;
}

static glp_prob *build(const cglpk_problem *p) {
  glp_prob *P = glp_create_prob();
  glp_set_obj_dir(P, p->maximize ? GLP_MAX : GLP_MIN);
  glp_set_obj_coef(P, 0, p->constant);
  if (p->rows > 0) glp_add_rows(P, p->rows);
  if (p->columns > 0) glp_add_cols(P, p->columns);
  for (int i = 0; i < p->rows; i++) {
    double lower = p->row_lower[i], upper = p->row_upper[i];
    glp_set_row_bnds(P, i + 1, bound_type(lower, upper), lower, upper);
  }
  for (int j = 0; j < p->columns; j++) {
    double lower = p->column_lower[j], upper = p->column_upper[j];
    glp_set_col_bnds(P, j + 1, bound_type(lower, upper), lower, upper);
    glp_set_obj_coef(P, j + 1, p->costs[j]);
    if (p->integral != NULL && p->integral[j]) glp_set_col_kind(P, j + 1, GLP_IV);
  }
  glp_load_matrix(P, p->entries, p->entry_rows, p->entry_columns, p->entry_values);
  return P;
}

static void simplex_parameters(const cglpk_options *o, const guard *g, glp_smcp *parameters) {
  static const int methods[] = {GLP_PRIMAL, GLP_DUALP, GLP_DUAL};
  static const int ratio_tests[] = {GLP_RT_STD, GLP_RT_HAR, GLP_RT_FLIP};
  glp_init_smcp(parameters);
  parameters->msg_lev = GLP_MSG_ON;
  parameters->out_frq = OUTPUT_INTERVAL_MS;
  parameters->meth = methods[o->simplex_variant];
  parameters->pricing = o->steepest_edge ? GLP_PT_PSE : GLP_PT_STD;
  parameters->r_test = ratio_tests[o->ratio_test];
  parameters->tol_bnd = o->feasibility_tolerance;
  parameters->tol_dj = o->optimality_tolerance;
  parameters->tol_piv = o->pivot_tolerance;
  parameters->it_lim = o->iteration_limit;
  parameters->tm_lim = remaining_ms(g);
}

// MARK: - Copying out

static uint8_t basis_code(int status) {
  switch (status) {
    case GLP_BS: return CGLPK_BASIC;
    case GLP_NL: return CGLPK_AT_LOWER;
    case GLP_NU: return CGLPK_AT_UPPER;
    case GLP_NF: return CGLPK_FREE;
    default: return CGLPK_FIXED;
  }
}

static void copy_basic(glp_prob *P, cglpk_result *r, int point, int duals) {
  int m = glp_get_num_rows(P), n = glp_get_num_cols(P);
  if (point) {
    r->has_point = 1;
    r->objective = glp_get_obj_val(P);
    for (int j = 0; r->primal != NULL && j < n; j++) r->primal[j] = glp_get_col_prim(P, j + 1);
    for (int i = 0; r->activity != NULL && i < m; i++) {
      r->activity[i] = glp_get_row_prim(P, i + 1);
    }
  }
  if (!duals) return;
  r->has_duals = 1;
  for (int i = 0; i < m; i++) {
    if (r->duals != NULL) r->duals[i] = glp_get_row_dual(P, i + 1);
    if (r->row_basis != NULL) r->row_basis[i] = basis_code(glp_get_row_stat(P, i + 1));
  }
  for (int j = 0; j < n; j++) {
    if (r->reduced_costs != NULL) r->reduced_costs[j] = glp_get_col_dual(P, j + 1);
    if (r->column_basis != NULL) r->column_basis[j] = basis_code(glp_get_col_stat(P, j + 1));
  }
}

// MARK: - The simplex method

// The status of a run of the simplex method that returned `code`.
static int simplex_status(glp_prob *P, int code) {
  switch (code) {
    case 0: break;
    case GLP_ENOPFS: return CGLPK_INFEASIBLE;
    case GLP_ENODFS: return CGLPK_INFEASIBLE_OR_UNBOUNDED;
    case GLP_EITLIM: return CGLPK_ITERATION_LIMIT;
    case GLP_ETMLIM: return CGLPK_TIME_LIMIT;
    default: return CGLPK_NUMERICAL;
  }
  switch (glp_get_status(P)) {
    case GLP_OPT: return CGLPK_OPTIMAL;
    case GLP_NOFEAS: return CGLPK_INFEASIBLE;
    case GLP_UNBND: return CGLPK_UNBOUNDED;
    default: break;
  }
  return glp_get_dual_stat(P) == GLP_NOFEAS ? CGLPK_INFEASIBLE_OR_UNBOUNDED : CGLPK_NUMERICAL;
}

static int run_simplex(glp_prob *P, const glp_smcp *parameters) {
  int code = glp_simplex(P, parameters);
  if (code == GLP_EBADB || code == GLP_ESING || code == GLP_ECOND) {
    // The starting basis is of no use; the one of all rows always is.
    glp_std_basis(P);
    code = glp_simplex(P, parameters);
  }
  if (code == GLP_EFAIL) {
    glp_smcp other = *parameters;
    other.meth = parameters->meth == GLP_PRIMAL ? GLP_DUALP : GLP_PRIMAL;
    other.presolve = GLP_OFF;
    glp_std_basis(P);
    code = glp_simplex(P, &other);
  }
  return simplex_status(P, code);
}

// What a finished or stopped run has to show.
static void copy_simplex(glp_prob *P, int presolved, cglpk_result *r) {
  r->iterations = glp_get_it_cnt(P);
  int optimal = r->status == CGLPK_OPTIMAL;
  // A stopped run with the presolver on leaves nothing behind.
  int stopped = !presolved
    && (r->status == CGLPK_TIME_LIMIT || r->status == CGLPK_ITERATION_LIMIT);
  int feasible = optimal || r->status == CGLPK_UNBOUNDED
    || (stopped && glp_get_prim_stat(P) == GLP_FEAS);
  copy_basic(P, r, feasible, optimal);
  if (optimal || (stopped && glp_get_dual_stat(P) == GLP_FEAS)) {
    r->has_bound = 1;
    r->bound = glp_get_obj_val(P);
  }
}

static void solve_simplex(
  glp_prob *P, const cglpk_options *o, guard *g, cglpk_result *r, int warm
) {
  glp_smcp parameters;
  simplex_parameters(o, g, &parameters);
  int presolve = o->presolve && !warm;
  parameters.presolve = presolve ? GLP_ON : GLP_OFF;
  if (!presolve && !warm) {
    if (o->scale) glp_scale_prob(P, GLP_SF_AUTO);
    glp_adv_basis(P, 0);
  }
  g->interruptible = 1;
  r->status = run_simplex(P, &parameters);
  if (o->exact && (r->status == CGLPK_OPTIMAL || r->status == CGLPK_NUMERICAL)) {
    parameters.presolve = GLP_OFF;
    parameters.tm_lim = remaining_ms(g);
    presolve = 0;
    r->status = simplex_status(P, glp_exact(P, &parameters));
  }
  g->interruptible = 0;
  copy_simplex(P, presolve, r);
}

// MARK: - The interior-point method

static void solve_interior(glp_prob *P, guard *g, cglpk_result *r) {
  glp_iptcp parameters;
  glp_init_iptcp(&parameters);
  parameters.msg_lev = GLP_MSG_ALL;
  g->interruptible = 1;
  int code = glp_interior(P, &parameters);
  g->interruptible = 0;
  int m = glp_get_num_rows(P), n = glp_get_num_cols(P);
  switch (code) {
    case 0: break;
    case GLP_EITLIM: r->status = CGLPK_ITERATION_LIMIT; return;
    default: r->status = CGLPK_NUMERICAL; return;
  }
  switch (glp_ipt_status(P)) {
    case GLP_OPT: r->status = CGLPK_OPTIMAL; break;
    case GLP_NOFEAS: r->status = CGLPK_INFEASIBLE_OR_UNBOUNDED; return;
    default: r->status = CGLPK_NUMERICAL; return;
  }
  r->has_point = r->has_duals = r->has_bound = 1;
  r->objective = r->bound = glp_ipt_obj_val(P);
  for (int j = 0; j < n; j++) {
    if (r->primal != NULL) r->primal[j] = glp_ipt_col_prim(P, j + 1);
    if (r->reduced_costs != NULL) r->reduced_costs[j] = glp_ipt_col_dual(P, j + 1);
  }
  for (int i = 0; i < m; i++) {
    if (r->activity != NULL) r->activity[i] = glp_ipt_row_prim(P, i + 1);
    if (r->duals != NULL) r->duals[i] = glp_ipt_row_dual(P, i + 1);
  }
}

// MARK: - Branch and cut

static void on_node(glp_tree *tree, void *info) {
  guard *g = info;
  glp_prob *P = glp_ios_get_prob(tree);
  int active = 0, total = 0;
  glp_ios_tree_size(tree, &active, NULL, &total);
  g->progress.nodes = total;
  if (glp_ios_reason(tree) == GLP_IBINGO) {
    g->progress.improved = 1;
    g->progress.has_incumbent = 1;
    g->progress.incumbent = glp_mip_obj_val(P);
    for (int j = 0; g->incumbent != NULL && j < g->incumbent_columns; j++) {
      g->incumbent[j] = glp_mip_col_val(P, j + 1);
    }
  }
  int best = glp_ios_best_node(tree);
  if (best != 0) {
    double bound = glp_ios_node_bound(tree, best);
    if (fabs(bound) < DBL_MAX) {
      g->progress.has_bound = 1;
      g->progress.bound = bound;
    }
  }
  if (should_stop(g)) glp_ios_terminate(tree);
}

static void branch_parameters(const cglpk_options *o, guard *g, glp_iocp *parameters) {
  static const int branching[] = {GLP_BR_FFV, GLP_BR_LFV, GLP_BR_MFV, GLP_BR_DTH, GLP_BR_PCH};
  static const int backtracking[] = {GLP_BT_DFS, GLP_BT_BFS, GLP_BT_BLB, GLP_BT_BPH};
  static const int preprocessing[] = {GLP_PP_NONE, GLP_PP_ROOT, GLP_PP_ALL};
  glp_init_iocp(parameters);
  parameters->msg_lev = GLP_MSG_ALL;
  parameters->out_frq = OUTPUT_INTERVAL_MS;
  parameters->out_dly = 0;
  parameters->br_tech = branching[o->branching];
  parameters->bt_tech = backtracking[o->backtracking];
  parameters->pp_tech = preprocessing[o->node_preprocessing];
  parameters->tol_int = o->integrality_tolerance;
  parameters->tol_obj = o->objective_tolerance;
  parameters->mip_gap = o->gap;
  parameters->tm_lim = remaining_ms(g);
  parameters->cb_func = on_node;
  parameters->cb_info = g;
  parameters->gmi_cuts = o->gomory_cuts ? GLP_ON : GLP_OFF;
  parameters->mir_cuts = o->rounding_cuts ? GLP_ON : GLP_OFF;
  parameters->cov_cuts = o->cover_cuts ? GLP_ON : GLP_OFF;
  parameters->clq_cuts = o->clique_cuts ? GLP_ON : GLP_OFF;
  parameters->fp_heur = o->feasibility_pump ? GLP_ON : GLP_OFF;
  parameters->sr_heur = o->simple_rounding ? GLP_ON : GLP_OFF;
  parameters->ps_heur = o->proximity_search ? GLP_ON : GLP_OFF;
  // The heuristic looks at no other clock.
  int left = remaining_ms(g);
  parameters->ps_tm_lim = left < 60000 ? left : 60000;
}

// The relaxation is solved here and not by glp_intopt, which would look at no clock.
static int solve_relaxation(glp_prob *Q, const cglpk_options *o, guard *g) {
  glp_smcp parameters;
  simplex_parameters(o, g, &parameters);
  if (o->scale) glp_scale_prob(Q, GLP_SF_AUTO);
  glp_adv_basis(Q, 0);
  g->interruptible = 1;
  int status = run_simplex(Q, &parameters);
  g->interruptible = 0;
  return status;
}

static void solve_tree(glp_prob *Q, const cglpk_options *o, guard *g, cglpk_result *r) {
  r->status = solve_relaxation(Q, o, g);
  r->iterations = glp_get_it_cnt(Q);
  if (r->status == CGLPK_UNBOUNDED) r->status = CGLPK_INFEASIBLE_OR_UNBOUNDED;
  if (r->status != CGLPK_OPTIMAL) return;
  g->progress.iterations = r->iterations;
  g->progress.has_bound = r->has_bound = 1;
  g->progress.bound = r->bound = glp_get_obj_val(Q);
  glp_iocp parameters;
  branch_parameters(o, g, &parameters);
  g->interruptible = 1;
  int code = glp_intopt(Q, &parameters);
  g->interruptible = 0;
  r->iterations = glp_get_it_cnt(Q);
  switch (code) {
    case 0:
      r->status = glp_mip_status(Q) == GLP_OPT ? CGLPK_OPTIMAL : CGLPK_INFEASIBLE;
      break;
    case GLP_EMIPGAP: r->status = CGLPK_GAP_REACHED; break;
    case GLP_ETMLIM: r->status = CGLPK_TIME_LIMIT; break;
    case GLP_ESTOP: r->status = g->stop == 0 ? CGLPK_STOPPED : g->stop; break;
    default: r->status = CGLPK_NUMERICAL; break;
  }
}

static void copy_integer(glp_prob *P, const guard *g, cglpk_result *r) {
  int status = glp_mip_status(P);
  if (status == GLP_OPT || status == GLP_FEAS) {
    int m = glp_get_num_rows(P), n = glp_get_num_cols(P);
    r->has_point = 1;
    r->objective = glp_mip_obj_val(P);
    for (int j = 0; r->primal != NULL && j < n; j++) r->primal[j] = glp_mip_col_val(P, j + 1);
    for (int i = 0; r->activity != NULL && i < m; i++) {
      r->activity[i] = glp_mip_row_val(P, i + 1);
    }
  }
  if (r->status == CGLPK_INFEASIBLE) r->has_bound = 0;
  if (!r->has_bound) return;
  r->bound = g->progress.bound;
  if (r->has_point) {
    // At the end no node is left; the incumbent is its own bound, and never beats it before.
    int beyond = g->maximize ? r->bound < r->objective : r->bound > r->objective;
    if (r->status == CGLPK_OPTIMAL || beyond) r->bound = r->objective;
  }
}

static void solve_integer(glp_prob *P, const cglpk_options *o, guard *g, cglpk_result *r) {
  if (!o->mixed_integer_presolve) {
    g->incumbent = r->primal;
    g->incumbent_columns = glp_get_num_cols(P);
    solve_tree(P, o, g, r);
    r->nodes = g->progress.nodes;
    copy_integer(P, g, r);
    return;
  }
  glp_prep *preprocessor = glp_npp_alloc_wksp();
  glp_npp_load_prob(preprocessor, P, GLP_MIP, GLP_OFF);
  switch (glp_npp_preprocess1(preprocessor, GLP_ON)) {
    case 0: break;
    case GLP_ENOPFS:
      r->status = CGLPK_INFEASIBLE;
      glp_npp_free_wksp(preprocessor);
      return;
    default:
      r->status = CGLPK_INFEASIBLE_OR_UNBOUNDED;
      glp_npp_free_wksp(preprocessor);
      return;
  }
  glp_prob *Q = glp_create_prob();
  glp_npp_build_prob(preprocessor, Q);
  solve_tree(Q, o, g, r);
  r->nodes = g->progress.nodes;
  int status = glp_mip_status(Q);
  if (status == GLP_OPT || status == GLP_FEAS) {
    glp_npp_postprocess(preprocessor, Q);
    glp_npp_obtain_sol(preprocessor, P);
  }
  glp_delete_prob(Q);
  glp_npp_free_wksp(preprocessor);
  copy_integer(P, g, r);
}

// MARK: - One call

static void clear(cglpk_result *r) {
  r->status = CGLPK_NUMERICAL;
  r->has_point = r->has_duals = r->has_bound = 0;
  r->objective = r->bound = 0;
  r->iterations = r->nodes = 0;
  r->message[0] = 0;
}

static void prepare(guard *g, const cglpk_options *o, cglpk_watcher watcher, void *context) {
  memset(g, 0, sizeof *g);
  g->watcher = watcher;
  g->context = context;
  g->deadline = o->seconds < 0 ? -1 : now() + o->seconds;
}

// What is left when the run was jumped out of.
static void copy_abandoned(const guard *g, int jump, cglpk_result *r) {
  clear(r);
  r->iterations = g->progress.iterations;
  r->nodes = g->progress.nodes;
  if (jump == JUMP_ERROR) {
    r->status = CGLPK_ERROR;
    copy_words(g, r);
    return;
  }
  r->status = g->stop;
  r->has_bound = g->progress.has_bound;
  r->bound = g->progress.bound;
  if (g->incumbent != NULL && g->progress.has_incumbent) {
    r->has_point = 1;
    r->objective = g->progress.incumbent;
    if (r->activity != NULL) r->activity = NULL;  // the caller computes them from the point
  }
}

static void solve_here(
  const cglpk_problem *p, const cglpk_options *o, cglpk_watcher watcher, void *context,
  cglpk_result *r
) {
  guard g;
  prepare(&g, o, watcher, context);
  g.maximize = p->maximize;
  clear(r);
  enter(&g);
  int jump = setjmp(g.jump);
  if (jump != 0) {
    copy_abandoned(&g, jump, r);
    leave_and_discard(&g);
    return;
  }
  glp_prob *P = build(p);
  if (p->integral != NULL) {
    solve_integer(P, o, &g, r);
  } else if (o->method == CGLPK_INTERIOR_POINT) {
    solve_interior(P, &g, r);
  } else {
    solve_simplex(P, o, &g, r, 0);
  }
  glp_delete_prob(P);
  leave(&g);
}

typedef struct {
  const cglpk_problem *problem;
  const cglpk_options *options;
  cglpk_watcher watcher;
  void *context;
  cglpk_result *result;
} solve_call;

static void *solve_there(void *argument) {
  solve_call *call = argument;
  solve_here(call->problem, call->options, call->watcher, call->context, call->result);
  return NULL;
}

void cglpk_solve(
  const cglpk_problem *problem, const cglpk_options *options, cglpk_watcher watcher,
  void *context, cglpk_result *result
) {
  if (thread_state.users == 0) {
    solve_here(problem, options, watcher, context, result);
    return;
  }
  // Someone calls from inside of a watcher or beside an open workspace. An error here must not take
  // that environment away, so this one gets a thread, and with it an environment, of its own.
  solve_call call = {problem, options, watcher, context, result};
  pthread_t thread;
  clear(result);
  if (pthread_create(&thread, NULL, solve_there, &call) != 0) {
    result->status = CGLPK_ERROR;
    snprintf(result->message, sizeof result->message, "no thread for a nested solve");
    return;
  }
  pthread_join(thread, NULL);
}

// MARK: - Workspaces

struct cglpk_workspace {
  glp_prob *problem;
  uint64_t generation;
  int *indices;              // scratch, counted from one
  double *values;
  int32_t capacity;
};

cglpk_workspace *cglpk_workspace_open(
  const cglpk_problem *problem, const cglpk_options *options, cglpk_result *result
) {
  guard g;
  prepare(&g, options, NULL, NULL);
  clear(result);
  cglpk_workspace *workspace = calloc(1, sizeof *workspace);
  if (workspace == NULL || (thread_state.current != NULL)) {
    free(workspace);
    result->status = CGLPK_ERROR;
    snprintf(
      result->message, sizeof result->message,
      workspace == NULL
        ? "out of memory" : "a workspace cannot be opened while another solve reports progress");
    return NULL;
  }
  enter(&g);
  int jump = setjmp(g.jump);
  if (jump != 0) {
    copy_abandoned(&g, jump, result);
    leave_and_discard(&g);
    free(workspace);
    return NULL;
  }
  workspace->problem = build(problem);
  workspace->generation = thread_state.generation;
  if (options->scale) glp_scale_prob(workspace->problem, GLP_SF_AUTO);
  glp_adv_basis(workspace->problem, 0);
  thread_state.current = g.outer;  // the environment stays in use until the workspace is closed
  return workspace;
}

void cglpk_workspace_close(cglpk_workspace *workspace) {
  // Where the environment is gone, so is the problem.
  if (workspace->generation == thread_state.generation) {
    guard g;
    memset(&g, 0, sizeof g);
    g.deadline = -1;
    enter(&g);
    if (setjmp(g.jump) == 0) {
      glp_delete_prob(workspace->problem);
      leave(&g);
    } else {
      leave_and_discard(&g);
    }
    if (--thread_state.users == 0) glp_free_env();
  }
  free(workspace->indices);
  free(workspace->values);
  free(workspace);
}

static int is_lost(const cglpk_workspace *workspace, cglpk_result *result) {
  if (workspace->generation == thread_state.generation) return 0;
  result->status = CGLPK_LOST;
  snprintf(
    result->message, sizeof result->message,
    "the workspace was lost to an error or a cancellation before");
  return 1;
}

// The users of a thread whose environment an error took away are gone with it.
static void discard_workspaces(guard *g) {
  leave_and_discard(g);
  thread_state.users = 0;
}

void cglpk_workspace_solve(
  cglpk_workspace *workspace, const cglpk_options *options, cglpk_watcher watcher,
  void *context, cglpk_result *result
) {
  clear(result);
  if (is_lost(workspace, result)) return;
  guard g;
  prepare(&g, options, watcher, context);
  enter(&g);
  int jump = setjmp(g.jump);
  if (jump != 0) {
    copy_abandoned(&g, jump, result);
    discard_workspaces(&g);
    return;
  }
  solve_simplex(workspace->problem, options, &g, result, 1);
  leave(&g);
}

// Runs one change of the problem; `g` must have been entered by the macro's user.
#define CHANGE(workspace, result, statements)                                                    \
  clear(result);                                                                                 \
  if (is_lost(workspace, result)) return CGLPK_LOST;                                             \
  guard g;                                                                                       \
  memset(&g, 0, sizeof g);                                                                       \
  g.deadline = -1;                                                                               \
  enter(&g);                                                                                     \
  int jump = setjmp(g.jump);                                                                     \
  if (jump != 0) {                                                                               \
    copy_abandoned(&g, jump, result);                                                            \
    discard_workspaces(&g);                                                                      \
    return CGLPK_ERROR;                                                                          \
  }                                                                                              \
  glp_prob *P = workspace->problem;                                                              \
  statements;                                                                                    \
  leave(&g);                                                                                     \
  return 0

static int reserve(cglpk_workspace *workspace, int32_t capacity) {
  if (capacity < workspace->capacity) return 1;
  size_t count = 2 * (size_t)capacity + 16;
  int *indices = realloc(workspace->indices, count * sizeof *indices);
  if (indices != NULL) workspace->indices = indices;
  double *values = realloc(workspace->values, count * sizeof *values);
  if (values != NULL) workspace->values = values;
  if (indices == NULL || values == NULL) return 0;
  workspace->capacity = capacity;
  return 1;
}

// Copies one vector into the scratch arrays, which GLPK wants counted from one.
static int take(
  cglpk_workspace *workspace, int32_t start, int32_t end, const int32_t *indices,
  const double *values
) {
  int32_t length = end - start;
  if (!reserve(workspace, length)) glp_error("out of memory\n");
  for (int32_t k = 0; k < length; k++) {
    workspace->indices[k + 1] = indices[start + k] + 1;
    workspace->values[k + 1] = values[start + k];
  }
  return length;
}

int32_t cglpk_workspace_add_columns(
  cglpk_workspace *workspace, int32_t count, const double *lower, const double *upper,
  const double *costs, const int32_t *starts, const int32_t *rows, const double *values,
  cglpk_result *result
) {
  CHANGE(workspace, result, {
    int first = glp_add_cols(P, count);
    for (int32_t k = 0; k < count; k++) {
      int j = first + k;
      glp_set_col_bnds(P, j, bound_type(lower[k], upper[k]), lower[k], upper[k]);
      glp_set_obj_coef(P, j, costs[k]);
      int length = take(workspace, starts[k], starts[k + 1], rows, values);
      glp_set_mat_col(P, j, length, workspace->indices, workspace->values);
    }
  });
}

int32_t cglpk_workspace_add_rows(
  cglpk_workspace *workspace, int32_t count, const double *lower, const double *upper,
  const int32_t *starts, const int32_t *columns, const double *values, cglpk_result *result
) {
  CHANGE(workspace, result, {
    int first = glp_add_rows(P, count);
    for (int32_t k = 0; k < count; k++) {
      int i = first + k;
      glp_set_row_bnds(P, i, bound_type(lower[k], upper[k]), lower[k], upper[k]);
      int length = take(workspace, starts[k], starts[k + 1], columns, values);
      glp_set_mat_row(P, i, length, workspace->indices, workspace->values);
    }
  });
}

int32_t cglpk_workspace_set_column_bounds(
  cglpk_workspace *workspace, int32_t column, double lower, double upper, cglpk_result *result
) {
  CHANGE(workspace, result, {
    glp_set_col_bnds(P, column + 1, bound_type(lower, upper), lower, upper);
  });
}

int32_t cglpk_workspace_set_row_bounds(
  cglpk_workspace *workspace, int32_t row, double lower, double upper, cglpk_result *result
) {
  CHANGE(workspace, result, {
    glp_set_row_bnds(P, row + 1, bound_type(lower, upper), lower, upper);
  });
}

int32_t cglpk_workspace_set_cost(
  cglpk_workspace *workspace, int32_t column, double cost, cglpk_result *result
) {
  CHANGE(workspace, result, { glp_set_obj_coef(P, column + 1, cost); });
}

// MARK: - The rest

const char *cglpk_version(void) { return glp_version(); }

void cglpk_fail(cglpk_result *result) {
  guard g;
  memset(&g, 0, sizeof g);
  g.deadline = -1;
  clear(result);
  enter(&g);
  int jump = setjmp(g.jump);
  if (jump != 0) {
    copy_abandoned(&g, jump, result);
    leave_and_discard(&g);
    return;
  }
  glp_prob *P = glp_create_prob();
  glp_set_col_bnds(P, 1, GLP_LO, 0, 0);  // there is no column 1
  leave(&g);
}

#endif
