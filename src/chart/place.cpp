#include "chart/place.hpp"

#include <algorithm>
#include <array>
#include <cmath>
#include <limits>

namespace chart {
namespace {

/// Positions that pushed each other and now share one mean.
struct Cluster {
    double sum = 0;
    std::size_t count = 0;

    double mean() const { return sum / static_cast<double>(count); }
};

// The eight sides a label may stand on, best first: direction from the mark.
constexpr std::array<Place, 8> sides = {Place{0, -1}, Place{0, 1},   Place{1, 0}, Place{-1, 0},
                                        Place{1, -1}, Place{-1, -1}, Place{1, 1}, Place{-1, 1}};
constexpr std::array<double, 6> distances = {7, 14, 22, 32, 44, 60};

Area beside(Place mark, Place side, double distance, double width, double height) {
    const double x = mark.x + side.x * (distance + width / 2), y = mark.y + side.y * (distance + height / 2);
    return {x - width / 2, y - height / 2, width, height};
}

}  // namespace

// With the gaps taken out (position - i * gap) the task is the nearest non-decreasing sequence: neighbours
// that are out of order share their mean. So labels move both up and down and as little as possible.
std::vector<double> spread(const std::vector<double>& wanted, double gap, double low, double high) {
    std::vector<Cluster> clusters;
    for (std::size_t i = 0; i < wanted.size(); ++i) {
        clusters.push_back({wanted[i] - static_cast<double>(i) * gap, 1});
        while (clusters.size() > 1 && clusters.end()[-2].mean() > clusters.back().mean()) {
            clusters.end()[-2].sum += clusters.back().sum;
            clusters.end()[-2].count += clusters.back().count;
            clusters.pop_back();
        }
    }
    const double last =
        std::max(low, high - gap * static_cast<double>(std::max<std::size_t>(wanted.size(), 1) - 1));
    std::vector<double> found;
    for (const auto& cluster : clusters)
        for (std::size_t i = 0; i < cluster.count; ++i)
            found.push_back(std::clamp(cluster.mean(), low, last) + static_cast<double>(found.size()) * gap);
    return found;
}

bool overlap(const Area& a, const Area& b) {
    return a.x < b.x + b.width && b.x < a.x + a.width && a.y < b.y + b.height && b.y < a.y + a.height;
}

/// Liang and Barsky: cuts the segment by the four sides and sees whether anything is left.
bool crosses(const Segment& segment, const Area& area) {
    const double dx = segment.to.x - segment.from.x, dy = segment.to.y - segment.from.y;
    const std::array<double, 4> towards = {-dx, dx, -dy, dy};
    const std::array<double, 4> room = {segment.from.x - area.x, area.x + area.width - segment.from.x,
                                        segment.from.y - area.y, area.y + area.height - segment.from.y};
    double enters = 0, leaves = 1;
    for (std::size_t i = 0; i < towards.size(); ++i) {
        if (towards[i] == 0 && room[i] < 0) return false;
        if (towards[i] < 0) enters = std::max(enters, room[i] / towards[i]);
        if (towards[i] > 0) leaves = std::min(leaves, room[i] / towards[i]);
    }
    return enters < leaves;
}

bool Labeller::free(const Area& area) const {
    if (area.x < inside_.x || area.x + area.width > inside_.x + inside_.width) return false;
    if (area.y < inside_.y || area.y + area.height > inside_.y + inside_.height) return false;
    return std::none_of(taken_.begin(), taken_.end(),
                        [&](const Area& other) { return overlap(area, other); });
}

double Labeller::cost(const Area& area) const {
    constexpr double of_a_crossing = 40;
    return of_a_crossing *
           static_cast<double>(std::count_if(lines_.begin(), lines_.end(),
                                             [&](const Segment& line) { return crosses(line, area); }));
}

std::optional<Area> Labeller::put(Place mark, double width, double height) {
    std::optional<Area> best;
    double least = std::numeric_limits<double>::infinity();
    for (const double distance : distances)
        for (std::size_t side = 0; side < sides.size(); ++side) {
            const auto area = beside(mark, sides[side], distance, width, height);
            if (!free(area)) continue;
            const double price = cost(area) + distance + static_cast<double>(side);
            if (price >= least) continue;
            least = price;
            best = area;
        }
    if (best) taken_.push_back(*best);
    return best;
}

}  // namespace chart
