package org.zhengshu.mounting.rest;

import java.nio.ByteBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.StandardCharsets;
import java.util.Base64;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.zhengshu.kernel.boundary.Problem;
import org.zhengshu.kernel.boundary.ProblemType;
import org.zhengshu.kernel.boundary.Text;
import org.zhengshu.kernel.boundary.Violation;

/** The header Upload-Metadata of tus 1.0.0 (上传元数据): names with values in Base64. */
final class TusMetadata {
    static final String HEADER = "Upload-Metadata";
    private static final int LONGEST = 4_000;

    private TusMetadata() {}

    /** The values by their names; a name alone has the empty value. */
    static Map<String, String> parse(String header) {
        Map<String, String> values = new LinkedHashMap<>();
        if (header == null || header.isBlank()) {
            return values;
        }
        if (header.length() > LONGEST) {
            throw wrong("不得超过 " + LONGEST + " 字符", "has at most " + LONGEST + " characters");
        }
        for (String pair : header.split(",", -1)) {
            String[] words = pair.strip().split(" ", 2);
            if (!words[0].matches("[!-~]+")) {
                throw wrong("每项须有名称", "needs a name for each value");
            }
            String value = words.length < 2 ? "" : text(words[1].strip());
            if (values.putIfAbsent(words[0], value) != null) {
                throw wrong("名称 " + words[0] + " 重复", "has the name " + words[0] + " twice");
            }
        }
        return values;
    }

    private static String text(String base64) {
        try {
            byte[] bytes = Base64.getDecoder().decode(base64);
            return StandardCharsets.UTF_8.newDecoder().decode(ByteBuffer.wrap(bytes)).toString();
        } catch (IllegalArgumentException | CharacterCodingException e) {
            throw wrong("值应为 UTF-8 文本的 Base64", "has values that are Base64 of UTF-8 text");
        }
    }

    private static Problem wrong(String zh, String en) {
        return ProblemType.INVALID_INPUT
                .because("请求头 " + HEADER + " " + zh, "the header " + HEADER + " " + en)
                .at(List.of(new Violation(HEADER, "Metadata", "", new Text(zh, en))));
    }
}
