package org.zhengshu.kernel.boundary;

import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonToken;
import com.fasterxml.jackson.databind.DeserializationContext;
import com.fasterxml.jackson.databind.deser.std.StdScalarDeserializer;
import java.io.IOException;

/** Text from outside (外来文本): no control characters but tab and line ends, no half characters. */
public final class CleanText extends StdScalarDeserializer<String> {
    private static final long serialVersionUID = 1L;

    CleanText() {
        super(String.class);
    }

    /** Whether the database, XML and a terminal can carry the text. */
    public static boolean isClean(String text) {
        return text.codePoints().allMatch(CleanText::isClean);
    }

    /** Whether a reader sees nothing of it (不可见文本): blanks, zero-width and direction marks. */
    public static boolean showsNothing(String text) {
        return visible(text).isEmpty();
    }

    /** What a reader sees of it: two texts that look the same are the same. */
    public static String visible(String text) {
        return text.codePoints()
                .filter(c -> Character.getType(c) != Character.FORMAT)
                .collect(StringBuilder::new, StringBuilder::appendCodePoint, StringBuilder::append)
                .toString()
                .strip();
    }

    private static boolean isClean(int c) {
        return switch (c) {
            case '\t', '\n', '\r' -> true;
            case 0xFFFE, 0xFFFF -> false;
            default -> !Character.isISOControl(c) && Character.getType(c) != Character.SURROGATE;
        };
    }

    /** What another machine said, for one line of a log or a list. */
    public static String line(String text, int most) {
        return text.codePoints()
                .limit(most)
                .map(c -> isClean(c) && c >= ' ' ? c : '?')
                .collect(StringBuilder::new, StringBuilder::appendCodePoint, StringBuilder::append)
                .toString();
    }

    @Override
    public String deserialize(JsonParser parser, DeserializationContext context)
            throws IOException {
        if (!parser.hasToken(JsonToken.VALUE_STRING)) {
            return (String) context.handleUnexpectedToken(String.class, parser);
        }
        String text = parser.getText();
        if (!isClean(text)) {
            return (String)
                    context.handleWeirdStringValue(
                            String.class, "", "holds a control or broken character");
        }
        return text;
    }
}
