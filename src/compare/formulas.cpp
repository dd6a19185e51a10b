#include "compare/formulas.hpp"

#include "base/text.hpp"
#include "compare/grade.hpp"

namespace compare {
namespace {

const model::Names no_value{"값 없음", "no value"};

void refuse(model::Figure& figure, std::string ko, std::string en) {
    figure.missing = {std::move(ko), std::move(en)};
}

void take_note(model::Figure& figure, const model::Names& note) {
    if (note.ko.empty() || figure.note.ko.find(note.ko) != std::string::npos) return;
    figure.note.ko += (figure.note.ko.empty() ? "" : " ") + note.ko;
    figure.note.en += (figure.note.en.empty() ? "" : " ") + note.en;
}

void stand_on(model::Figure& figure, const Value& value) {
    figure.from.push_back(value.evidence);
    figure.epoch += value.epoch;
    take_note(figure, value.note);
}

void set(model::Figure& figure, const Ranged& amount) {
    figure.value = amount.value;
    figure.low = amount.low;
    figure.high = amount.high;
}

void set_grade(model::Figure& figure, char grade) {
    if (grade != 0) figure.grade = std::string(1, grade);
}

char shared_grade(const Value& one, const Value& other) {
    if (one.grade == 0 || other.grade == 0) return one.grade == 0 ? other.grade : one.grade;
    const bool differ =
        one.evidence.indicator != other.evidence.indicator || one.evidence.source != other.evidence.source;
    return ratio_grade(one.grade, other.grade, differ);
}

/// at_least / at_most of numerator ÷ denominator: a lower bound on top keeps its sense, below it turns.
std::string ratio_bound(const std::string& top, const std::string& bottom) {
    if (bottom.empty()) return top;
    const std::string turned = bottom == "at_least" ? "at_most" : "at_least";
    if (top.empty() || top == turned) return turned;
    return "";  // bounds that pull apart bound nothing
}

void divide(model::Figure& figure, const Value* top, const Value* bottom) {
    if (!top || !bottom) return refuse(figure, no_value.ko, no_value.en);
    if (top->grade && bottom->grade && !may_compare(top->grade, bottom->grade))
        return refuse(figure, "등급 E인 값과는 비율을 내지 않는다", "no ratio with a value of grade E");
    stand_on(figure, *top);
    stand_on(figure, *bottom);
    const auto result = ratio(top->amount, bottom->amount);
    if (!result) return refuse(figure, "나눌 값이 영 이하이다", "the value below is zero or less");
    set(figure, *result);
    figure.bound = ratio_bound(top->bound, bottom->bound);
    set_grade(figure, shared_grade(*top, *bottom));
}

void level(model::Figure& figure, const Task& task) {
    const auto* value = task.value();
    if (!value) return refuse(figure, no_value.ko, no_value.en);
    stand_on(figure, *value);
    set(figure, value->amount);
    figure.bound = value->bound;
    set_grade(figure, value->grade);
}

void gap_ratio(model::Figure& figure, const Task& task) {
    divide(figure, task.other(), task.value());
}

void ratio_to_focus(model::Figure& figure, const Task& task) {
    divide(figure, task.value(), task.rows.find(task.spec.series, task.focus, task.period));
}

/// The newest period of `against`, not after the figure's own, in which both sides have a value.
std::string common_period(const Task& task) {
    std::string newest;
    for (const auto& period : task.rows.periods(task.spec.against, task.entity))
        if (period <= task.period && task.rows.find(task.spec.against, task.reference, period))
            newest = period;
    return newest;
}

void size_adjusted_ratio(model::Figure& figure, const Task& task) {
    gap_ratio(figure, task);
    if (!figure.value) return;
    const auto period = common_period(task);
    const auto* own = task.rows.find(task.spec.against, task.entity, period);
    const auto* theirs = task.rows.find(task.spec.against, task.reference, period);
    const Ranged gap{*figure.value, figure.low, figure.high};
    const auto adjusted =
        own && theirs ? size_adjusted(gap, theirs->amount.value, own->amount.value) : std::nullopt;
    if (!adjusted) {
        figure.value.reset();
        return refuse(figure, "비교할 규모가 없다", "no size to adjust by");
    }
    stand_on(figure, *theirs);
    stand_on(figure, *own);
    set(figure, *adjusted);
    if (period != task.period)
        take_note(figure,
                  {fmt::format("규모는 {}년 값이다.", period), fmt::format("Sizes are of {}.", period)});
}

void share_of(model::Figure& figure, const Task& task) {
    divide(figure, task.value(), task.rows.find(task.spec.against, task.entity, task.period));
}

/// METHOD §2: no sum across layers, and none of an aggregate with what is in it.
bool may_add(const std::vector<const Value*>& all) {
    bool country = false, aggregate = false;
    for (const auto* one : all) {
        if (one->layer != all.front()->layer) return false;
        aggregate = aggregate || one->kind == "aggregate";
        country = country || one->kind == "country";
    }
    return !(country && aggregate);
}

void share_of_total(model::Figure& figure, const Task& task) {
    level(figure, task);
    if (!figure.value) return;
    const auto all = task.rows.ranked(task.spec.series, task.period);
    if (!may_add(all) && task.spec.across.empty()) {
        figure.value.reset();
        return refuse(figure, "서로 다른 층이나 겹치는 집단은 더하지 않는다",
                      "different layers, or a group and its members, are not added up");
    }
    double total = 0;
    for (const auto* one : all) {
        total += one->amount.value;
        if (one->entity != task.entity) figure.from.push_back(one->evidence);
    }
    if (total <= 0) return refuse(figure, "합이 영 이하이다", "the total is zero or less");
    set(figure, {*figure.value / total, {}, {}});
}

void rank(model::Figure& figure, const Task& task) {
    const auto* own = task.value();
    if (!own) return refuse(figure, no_value.ko, no_value.en);
    int ahead = 0;  // ties share the better rank
    for (const auto* one : task.rows.ranked(task.spec.series, task.period)) {
        ahead += one->amount.value > own->amount.value;
        stand_on(figure, *one);
    }
    figure.value = ahead + 1;
    set_grade(figure, own->grade);
}

void count(model::Figure& figure, const Task& task) {
    const auto all = task.rows.ranked(task.spec.series, task.period);
    for (const auto* one : all) stand_on(figure, *one);
    figure.value = static_cast<double>(all.size());
}

const Value* before(const Task& task) {
    const Value* found = nullptr;
    for (const auto& period : task.rows.periods(task.spec.series, task.entity))
        if (period < task.period) found = task.rows.find(task.spec.series, task.entity, period);
    return found;
}

void change(model::Figure& figure, const Task& task) {
    const auto *now = task.value(), *then = before(task);
    if (!now || !then) return refuse(figure, "견줄 앞 시기가 없다", "no earlier period to compare with");
    if (now->epoch != then->epoch)
        return refuse(figure, "사이에 계열 단절이 있다", "the series has a break in between");
    stand_on(figure, *now);
    stand_on(figure, *then);
    figure.value = relative_change(then->amount.value, now->amount.value);
    if (!figure.value) return refuse(figure, "앞 값이 영 이하이다", "the earlier value is zero or less");
    set_grade(figure, shared_grade(*now, *then));
}

void difference(model::Figure& figure, const Task& task) {
    const auto *own = task.value(), *theirs = task.other();
    if (!own || !theirs) return refuse(figure, no_value.ko, no_value.en);
    stand_on(figure, *own);
    stand_on(figure, *theirs);
    figure.value = own->amount.value - theirs->amount.value;
    set_grade(figure, shared_grade(*own, *theirs));
}

void a_period(model::Figure& figure, const Task& task, bool first) {
    const auto periods = task.rows.periods(task.spec.series, task.entity);
    const auto found = periods.empty()
                           ? std::nullopt
                           : base::read_double((first ? periods.front() : periods.back()).substr(0, 4));
    if (!found) return refuse(figure, no_value.ko, no_value.en);
    figure.value = *found;
    stand_on(figure,
             *task.rows.find(task.spec.series, task.entity, first ? periods.front() : periods.back()));
}

void first_period(model::Figure& figure, const Task& task) {
    a_period(figure, task, true);
}
void last_period(model::Figure& figure, const Task& task) {
    a_period(figure, task, false);
}

}  // namespace

const std::vector<Maker>& makers() {
    static const std::vector<Maker> rows = {
        {{"level", "x"}, level},
        {{"gap_ratio", "x_ref / x_focus", true}, gap_ratio},
        {{"ratio_to_focus", "x / x_focus"}, ratio_to_focus},
        {{"size_adjusted_ratio", "(x_ref / x_focus) / (size_ref / size_focus)", true, true},
         size_adjusted_ratio},
        {{"share_of", "x / against", false, true}, share_of},
        {{"share_of_total", "x / Σ covered"}, share_of_total},
        {{"rank", "1 + number of larger values"}, rank},
        {{"count", "number of values"}, count},
        {{"change", "(x(t) − x(t−1)) / x(t−1)"}, change},
        {{"difference", "x − x_ref", true}, difference},
        {{"first_period", "first year of x"}, first_period},
        {{"last_period", "last year of x"}, last_period},
    };
    return rows;
}

}  // namespace compare
