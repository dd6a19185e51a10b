#pragma once

#include <array>
#include <string_view>

/// Closed classes of Korean words that the search for subjects needs.
namespace extract::korean {

/// Longest first: 에서는 before 는.
inline constexpr std::array particles = {
    "으로부터", "로부터", "에서는", "에는", "에서", "측은", "에게", "와의", "과의", "은", "는",
    "이",       "가",     "와",     "과",   "도",   "의",   "을",   "를",   "에",   "로", ","};
inline constexpr std::array subject_particles = {"은", "는", "이", "가", "측은", "에서는"};
inline constexpr std::array joining = {"와", "과", ","};
inline constexpr std::array titles = {"대표",     "회장",   "사장", "부회장", "대통령", "장관",   "총리",
                                      "의장",     "원장",   "지사", "행장",   "CEO",    "이사장", "동문",
                                      "대표이사", "부총리", "씨",   "총장",   "이사",   "교수",   "명예회장"};
/// Words that take a subject's particle and are nobody.
inline constexpr std::array nobody = {
    "이",      "그",       "센터",     "사업",       "회사",       "업계",   "시장",     "규모",
    "금액",    "투자",     "계획",     "예산",       "정책",       "주민들", "당사",     "이번",
    "공장",    "펀드",     "예산안",   "투자액",     "기업들",     "총상금", "매출",     "영업이익",
    "첫 공장", "정부안",   "대상",     "목표",       "이는",       "내용",   "비용",     "수요",
    "관계자",  "측",       "기간",     "협약",       "양사",       "이들",   "재원",     "관련",
    "효과",    "설비",     "단지",     "발표",       "국회",       "같은",   "회사측",   "행사",
    "돈",      "전문가들", "이 회사",  "올해",       "내년",       "지난해", "이후",     "우리",
    "자",      "나",       "누구",     "양측",       "업체",       "투자금", "총사업비", "사업비",
    "전문",    "국",       "평",       "추",         "증",         "작",     "기업",     "물",
    "주",      "원",       "단가",     "중소기업",   "투자비",     "공사비", "착공",     "준공",
    "완공",    "총투자비", "투자규모", "건설비",     "최종적으로", "보고서", "누적",     "정부 보조금",
    "양측은",  "대금",     "금리",     "데이터센터", "연구소",     "3사",    "모두",     "데",
    "것",      "수",       "등",       "분야",       "AI"};

}  // namespace extract::korean
