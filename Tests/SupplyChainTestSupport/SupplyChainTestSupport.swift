// Checkers and conformance suites shared by the tests.
