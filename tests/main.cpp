#define BOOST_TEST_MODULE tuja
#include <boost/test/unit_test.hpp>
