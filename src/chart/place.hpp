#pragma once

#include <optional>
#include <vector>

#include "chart/canvas.hpp"

namespace chart {

/// Moves sorted positions apart to at least `gap`, each as little as possible, within [low, high]. What
/// can't fit there runs over `high`.
std::vector<double> spread(const std::vector<double>& wanted, double gap, double low, double high);

struct Segment {
    Place from, to;
};

bool overlap(const Area& a, const Area& b);
bool crosses(const Segment& segment, const Area& area);

/// Finds places for labels beside their marks: never outside, never on one another, off the lines if it can.
class Labeller {
  public:
    Labeller(const Area& inside, std::vector<Segment> lines, std::vector<Area> taken)
        : inside_(inside), lines_(std::move(lines)), taken_(std::move(taken)) {}

    /// Where a label of that size goes, and takes the place; nothing if there is no room around the mark.
    std::optional<Area> put(Place mark, double width, double height);

  private:
    bool free(const Area& area) const;
    double cost(const Area& area) const;

    Area inside_;
    std::vector<Segment> lines_;
    std::vector<Area> taken_;
};

}  // namespace chart
