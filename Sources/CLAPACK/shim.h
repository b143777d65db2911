// LAPACKE's complex routines need <complex.h>, which Swift cannot import; only real ones are used.
#define lapack_complex_float struct { float re, im; }
#define lapack_complex_double struct { double re, im; }
#include <lapacke.h>
