* A comment
NAME          TESTPROB
ROWS
 N  COST
 L  LIM1
 G  LIM2
 E  MYEQN
COLUMNS
    XONE      COST               1.0   LIM1               1.0
    XONE      LIM2               1.0
    YTWO      COST               2.0   LIM1               1.0
    YTWO      MYEQN             -1.0
    ZTHREE    COST              -1.0   MYEQN              1.0
RHS
    RHS1      LIM1               4.0   LIM2               1.0
    RHS1      MYEQN              7.0   COST              -5.0
RANGES
    RNG       LIM1               2.5
BOUNDS
 UP BND1      XONE         4.0
 LO BND1      YTWO        -1.0
 UP BND1      YTWO         1.0
ENDATA
