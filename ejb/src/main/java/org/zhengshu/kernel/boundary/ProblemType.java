package org.zhengshu.kernel.boundary;

/**
 * Every failure the platform can answer with (问题类型): one line feeds RFC 9457 JSON and SOAP faults.
 *
 * <p>Status below 500 means that the caller can mend it (SOAP fault code Client), else Server.
 */
public enum ProblemType {
    MALFORMED("kernel/malformed", 400, "请求无法解析", "The request cannot be parsed"),
    INVALID_INPUT("kernel/invalid-input", 400, "请求内容不符合要求", "The request has invalid values"),
    NOT_AUTHENTICATED("identity/not-authenticated", 401, "需要登录或出示证书", "Please authenticate"),
    BAD_CREDENTIALS("identity/bad-credentials", 401, "账号或口令不正确", "Wrong account or password"),
    UNTRUSTED_CERTIFICATE(
            "identity/untrusted-certificate",
            401,
            "证书未登记或不受信任",
            "The certificate is not registered or not trusted"),
    MESSAGE_SECURITY(
            "identity/message-security",
            401,
            "报文安全校验未通过",
            "The message failed its WS-Security checks"),
    MESSAGE_REPLAYED(
            "identity/message-replayed", 401, "该报文已经收到过", "This very message was received before"),
    TOKEN_INVALID("identity/token-invalid", 401, "访问令牌无效", "The access token is not valid"),
    CLIENT_INVALID(
            "identity/client-invalid", 401, "业务系统身份声明无效", "The client assertion is not valid"),
    SIGNATURE_INVALID(
            "identity/signature-invalid",
            401,
            "请求签名校验未通过",
            "The signature of the request is not valid"),
    OUTSIDE_WINDOW(
            "identity/outside-window",
            401,
            "请求时间超出允许范围",
            "The time of the request is outside the window"),
    UNKNOWN_SCHEME("identity/unknown-scheme", 401, "不支持的鉴别方式", "Unknown way to authenticate"),
    CREDENTIALS_DISAGREE(
            "identity/credentials-disagree",
            400,
            "多个凭据互相矛盾",
            "Several credentials name different callers"),
    DIGEST_MISMATCH(
            "identity/digest-mismatch", 400, "报文摘要不符", "Content-Digest is not that of the body"),
    TLS_NEEDED("identity/tls-needed", 403, "须使用 HTTPS", "Only over TLS"),
    UNSUPPORTED_GRANT_TYPE(
            "identity/unsupported-grant-type", 400, "不支持的令牌申请方式", "Unsupported grant type"),
    FORBIDDEN("identity/forbidden", 403, "没有此操作的权限", "Not permitted"),
    CROSS_SITE("identity/cross-site", 403, "请求来自其他网站", "The request comes from another site"),
    WEAK_PASSWORD("identity/weak-password", 422, "口令强度不足", "The password is too weak"),
    ONE_TIME_PASSWORD(
            "identity/one-time-password",
            403,
            "须先修改一次性口令",
            "The one-time password has to be changed first"),
    ROLES_CONFLICT(
            "identity/roles-conflict",
            422,
            "三员角色不得兼任",
            "The three administrators must be three people"),
    TOO_MANY_CREDENTIALS(
            "identity/too-many-credentials",
            409,
            "同类有效凭据已达上限",
            "The system has as many live credentials of this kind as it may"),
    CREDENTIAL_ENDED("identity/credential-ended", 409, "凭据已失效", "The credential is no longer live"),
    NOT_FOUND("kernel/not-found", 404, "没有找到", "Not found"),
    METHOD_NOT_ALLOWED("kernel/method-not-allowed", 405, "不支持的请求方法", "Method not allowed"),
    NOT_ACCEPTABLE("kernel/not-acceptable", 406, "无法按要求的格式应答", "No acceptable format"),
    TOO_LARGE("kernel/too-large", 413, "内容超出大小限制", "The content is too large"),
    TOO_SLOW("kernel/too-slow", 408, "报文传送过慢", "The body comes too slowly"),
    UNSUPPORTED_MEDIA_TYPE(
            "kernel/unsupported-media-type", 415, "不支持的内容类型", "Unsupported content type"),
    HEADERS_TOO_LARGE("kernel/headers-too-large", 431, "请求头过大", "The headers are too large"),
    RATE_LIMITED("kernel/rate-limited", 429, "调用过于频繁", "Too many calls"),
    TOO_MANY_AT_ONCE("kernel/too-many-at-once", 429, "同时进行的调用过多", "Too many calls at once"),
    CALL_TOO_LONG("kernel/call-too-long", 422, "超出单次调用时限", "The call takes longer than it may"),
    KEY_REUSED(
            "kernel/key-reused",
            422,
            "幂等键已用于另一请求",
            "The idempotency key was used for another request"),
    SOAP_VERSION("kernel/soap-version", 400, "SOAP 版本不符", "The SOAP version does not fit"),
    HEADER_NOT_UNDERSTOOD(
            "kernel/header-not-understood",
            400,
            "含有不认识却必须理解的报文头",
            "A mandatory header is not understood"),
    ADDRESSING(
            "kernel/addressing",
            400,
            "WS-Addressing 寻址头不可接受",
            "The WS-Addressing headers cannot be taken"),
    CONFLICT("kernel/conflict", 409, "内容已被他人修改", "Changed by somebody else meanwhile"),
    INTERNAL("kernel/internal", 500, "平台内部错误", "Internal error"),
    BUSY("kernel/busy", 503, "平台繁忙，请稍后重试", "Busy, please retry later"),
    READ_ONLY("operations/read-only", 503, "平台处于只读状态", "The platform is read-only"),
    DRAINING("operations/draining", 503, "服务器即将停机", "The server is about to stop"),
    RECEIPT_PENDING(
            "audit/receipt-pending",
            503,
            "操作已完成，回执稍后可取",
            "The operation is done, its receipt follows"),
    OUTCOME_UNKNOWN(
            "audit/outcome-unknown",
            503,
            "操作结果待确认",
            "Whether the operation was done is not yet known"),
    HISTORY_REPLACED(
            "audit/history-replaced",
            503,
            "存证日志历史不符，已停止写入",
            "The log's history was replaced, nothing is written"),
    CLOCK_BEHIND(
            "audit/clock-behind",
            503,
            "服务器时钟落后，暂停写入",
            "The server's clock is behind, nothing is written"),
    REDACTED("audit/redacted", 410, "条目已依法遮蔽", "The entry was redacted by law"),
    ARCHIVED("audit/archived", 410, "条目已归档", "The entry is in the archive"),
    SECOND_PERSON("audit/second-person", 403, "须由另一人办理", "Another person has to do this"),
    REDACTION_DECIDED(
            "audit/redaction-decided", 409, "遮蔽申请已办结", "The redaction is already decided"),
    OTHER_LOG("audit/other-log", 409, "条目所在的日志不再续写", "Nobody goes on with the entry's log"),
    CHECK_RUNNING("audit/check-running", 409, "核查正在进行", "A check is running already"),

    ITEM_NOT_EDITABLE(
            "catalogue/not-editable", 409, "目录当前状态不可修改", "The entry cannot change in this state"),
    ITEM_WRONG_STATE(
            "catalogue/wrong-state", 409, "目录当前状态不允许此操作", "The entry is not in the right state"),
    ITEM_NOT_PUBLISHED("catalogue/not-published", 409, "资源尚未发布", "The resource is not published"),

    CSV_REJECTED("mounting/csv-rejected", 422, "数据文件未通过检查", "The data file was rejected"),
    NOT_MOUNTED("mounting/not-mounted", 409, "资源尚未挂接数据", "No data is mounted"),
    UPLOAD_OFFSET(
            "mounting/upload-offset", 409, "续传位置不符", "Not the offset at which the upload goes on"),
    UPLOAD_UNFINISHED("mounting/upload-unfinished", 409, "文件尚未传完", "The upload is not complete"),
    UPLOAD_GONE("mounting/upload-gone", 410, "上传已结束", "The upload has ended"),
    UPLOAD_VERSION(
            "mounting/upload-version",
            412,
            "不支持的 tus 协议版本",
            "Unsupported version of the tus protocol"),
    TOO_MANY_UPLOADS("mounting/too-many-uploads", 429, "未完成的上传过多", "Too many open uploads"),
    CHECKSUM_MISMATCH(
            "mounting/checksum-mismatch", 460, "校验值不符", "The checksum is not that of the bytes"),

    RULE_MISSING(
            "regulation/rule-missing", 409, "现行法规配置缺少所需规则", "The active rule packs lack this rule"),
    PACK_NOT_ALLOWED(
            "regulation/pack-not-allowed", 422, "该法规配置不能使用", "This rule pack cannot be used"),

    NOT_SHARED("sharing/not-shared", 422, "该资源不予共享", "This resource is not shared"),
    REQUEST_INCOMPLETE(
            "sharing/request-incomplete", 422, "申请材料不完整", "The sharing request is incomplete"),
    REQUEST_CLOSED("sharing/request-closed", 409, "申请已办结", "The request is already closed"),
    REQUEST_RETURNED(
            "sharing/request-returned", 409, "申请待补正", "The request waits for its supplement"),
    NOT_RETURNED("sharing/not-returned", 409, "申请未要求补正", "No supplement is asked for"),
    SUPPLEMENT_LATE("sharing/supplement-late", 409, "已过补正期限", "The days for a supplement are over"),
    SUPPLEMENT_ONCE(
            "sharing/supplement-once", 409, "补正只能要求一次", "A supplement may be asked for once"),
    REMINDED_ALREADY(
            "sharing/reminded-already", 409, "刚催办过", "A reminder was sent a short while ago"),
    NOT_THE_DECIDER(
            "sharing/not-the-decider", 403, "不是本步骤的审批部门", "Another department decides this step"),
    GRANT_CLOSED("sharing/grant-closed", 409, "授权已终止", "The grant has already ended"),

    GRANT_UNKNOWN("exchange/grant-unknown", 404, "没有此授权", "Unknown grant"),
    GRANT_AMBIGUOUS("exchange/grant-ambiguous", 422, "有多项授权符合，请指明", "Several grants fit, name one"),
    GRANT_EXPIRED("exchange/grant-expired", 403, "授权已到期", "The grant has expired"),
    GRANT_REVOKED("exchange/grant-revoked", 403, "授权已撤销", "The grant was revoked"),
    PURPOSE_MISMATCH(
            "exchange/purpose-mismatch", 403, "用途与授权不符", "The purpose is not the granted one"),
    ITEM_NOT_GRANTED(
            "exchange/item-not-granted", 403, "数据项不在授权范围内", "An item is outside the grant"),
    QUOTA_EXHAUSTED("exchange/quota-exhausted", 429, "授权次数已用完", "The quota is used up"),
    CONTRACT_ENDED("exchange/contract-ended", 410, "旧版契约已停止", "The old contract has ended"),
    CURSOR_STALE("exchange/cursor-stale", 409, "数据已更新，请从头查询", "The data changed, start again"),

    LICENCE_INVALID("elicence/invalid", 422, "证照内容无法签发", "The licence cannot be issued"),
    LICENCE_NOT_FOUND("elicence/not-found", 404, "没有此证照", "No such licence"),
    LICENCE_ELSEWHERE("elicence/elsewhere", 404, "二维码是其他地址的", "The QR code is of another address");

    private final String code;
    private final int status;
    private final String chinese;
    private final String english;

    ProblemType(String code, int status, String chinese, String english) {
        this.code = code;
        this.status = status;
        this.chinese = chinese;
        this.english = english;
    }

    /**
     * Stable code such as {@code sharing/request-closed}, the same in REST, SOAP, log and audit.
     */
    public String code() {
        return code;
    }

    /** HTTP status, RFC 9110. */
    public int status() {
        return status;
    }

    /** The one with this code. */
    public static ProblemType of(String code) {
        for (ProblemType type : values()) {
            if (type.code.equals(code)) {
                return type;
            }
        }
        throw new IllegalArgumentException(code);
    }

    /** Seconds after which trying again may help, for the header Retry-After (RFC 9110 10.2.3). */
    public int retryAfter() {
        return this == READ_ONLY ? 60 : 2;
    }

    public String title(Language language) {
        return language == Language.CHINESE ? chinese : english;
    }

    /** True when the caller caused it: SOAP 1.1 fault code Client. */
    public boolean callersFault() {
        return status < 500;
    }

    /**
     * True for what a caller may cause as often as it likes at no cost: the log has the first of a
     * minute and the number of the others.
     */
    public boolean counted() {
        return this == RATE_LIMITED || this == TOO_MANY_AT_ONCE;
    }

    /** The exception to throw, with what happened, in both languages. */
    public Problem because(String chineseDetail, String englishDetail) {
        return new Problem(this, new Text(chineseDetail, englishDetail), java.util.List.of(), null);
    }
}
