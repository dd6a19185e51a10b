#pragma once

// How providers say "no": their [error] tables and bodies in the documented shape, composed here.
namespace test::providers {

inline constexpr auto ecos = R"([error]
code = ["RESULT/CODE"]
message = ["RESULT/MESSAGE"]
empty = ["INFO-200"]
key = ["INFO-100"]
quota = ["ERROR-602"]
busy = ["ERROR-400", "ERROR-500", "ERROR-600", "ERROR-601"]
)";
inline constexpr auto kosis = R"([error]
code = ["err"]
message = ["errMsg"]
empty = ["30"]
key = ["10", "11"]
)";
inline constexpr auto opendart = R"([error]
code = ["status", "result/status"]
message = ["message", "result/message"]
good = ["000"]
empty = ["013"]
key = ["010", "011", "012", "901"]
quota = ["020"]
busy = ["800", "900"]
quota_begins = "day+09:00"
)";
inline constexpr auto sdmx = R"([error]
code = ["GenericData/Footer/Message/@code", "Envelope/Body/Fault/faultcode", "Fault/faultcode"]
message = ["GenericData/Footer/Message/Text", "Envelope/Body/Fault/faultstring", "Fault/faultstring"]
)";
inline constexpr auto uis = R"([error]
code = ["hints/*/code"]
message = ["hints/*/message"]
)";
inline constexpr auto s3 = R"([error]
code = ["Error/Code"]
message = ["Error/Message"]
)";

inline constexpr auto worldbank_120 =
    R"(<?xml version="1.0"?><wb:error xmlns:wb="http://www.worldbank.org"><wb:message id="120" key="Parameter 'date' has an invalid value">The value is not valid</wb:message></wb:error>)";
inline constexpr auto worldbank_160 =
    R"(<wb:error xmlns:wb="http://www.worldbank.org"><wb:message id="160" key="Data not found">-</wb:message></wb:error>)";
inline constexpr auto worldbank_json = R"([{"message":[{"id":"120","key":"Invalid value","value":"no"}]}])";
inline constexpr auto worldbank_json_alone =
    R"({"message":[{"id":"175","key":"Invalid format","value":"no"}]})";
inline constexpr auto ecos_no_data = R"({"RESULT":{"CODE":"INFO-200","MESSAGE":"해당 데이터 없음"}})";
inline constexpr auto ecos_key = R"({"RESULT":{"CODE":"INFO-100","MESSAGE":"유효하지 않은 인증키"}})";
inline constexpr auto ecos_server = R"({"RESULT":{"CODE":"ERROR-500","MESSAGE":"서버 오류"}})";
inline constexpr auto ecos_throttled = R"({"RESULT":{"CODE":"ERROR-602","MESSAGE":"과도한 호출"}})";
inline constexpr auto ecos_request =
    "<RESULT><CODE>ERROR-101</CODE><MESSAGE>주기와 다른 형식의 날짜</MESSAGE></RESULT>";
inline constexpr auto kosis_no_data = R"({"err":"30","errMsg":"데이터 없음"})";
inline constexpr auto kosis_key = R"({"err":"11","errMsg":"인증키 기간만료"})";
inline constexpr auto kosis_request = R"({"err":20,"errMsg":"변수 누락"})";
inline constexpr auto opendart_key = R"({"status":"010","message":"모르는 인증키"})";
inline constexpr auto opendart_no_data = R"({"status":"013","message":"데이터 없음"})";
inline constexpr auto opendart_quota = R"({"status":"020","message":"요청 한도 초과"})";
inline constexpr auto opendart_maintenance = R"({"status":"800","message":"점검"})";
inline constexpr auto opendart_field = R"({"status":"100","message":"부적절한 값"})";
inline constexpr auto opendart_good = R"({"status":"000","message":"정상","list":[]})";
inline constexpr auto opendart_suspended =
    "<?xml version=\"1.0\"?><result><status>011</status><message>중지된 키</message></result>";
inline constexpr auto opendart_no_file =
    "<?xml version=\"1.0\" encoding=\"UTF-8\"?><result><status>014</status><message>파일 "
    "없음</message></result>";
inline constexpr auto eurostat_footer =
    R"(<m:GenericData xmlns:m="urn:m" xmlns:f="urn:f" xmlns:c="urn:c"><f:Footer><f:Message code="413" severity="Infomation"><c:Text>too large</c:Text></f:Message></f:Footer></m:GenericData>)";
inline constexpr auto eurostat_fault =
    R"(<S:Fault xmlns:S="urn:s"><faultcode>413</faultcode><faultstring>EXTRACTION_TOO_BIG: ask for less</faultstring></S:Fault>)";
inline constexpr auto uis_hint =
    R"({"hints":[{"code":"UIS::HINT::003","message":"not found, XXX"}],"records":[]})";
inline constexpr auto uis_empty = R"({"hints":[],"records":[]})";
inline constexpr auto sec_rate =
    "<!DOCTYPE html><html><head><title>SEC.gov | Request Rate Threshold Exceeded</title></head></html>";
inline constexpr auto sec_no_such_key =
    "<?xml version=\"1.0\"?><Error><Code>NoSuchKey</Code><Message>The key does not exist.</Message></Error>";

}  // namespace test::providers
