package org.zhengshu.regulation.boundary;

import java.util.Locale;
import java.util.regex.Pattern;

/** The article that a rule stands in (法规依据), and how sure its text is. */
public record Source(String pack, String title, String article, String confidence) {

    private static final String READ_IN_THE_TEXT = "seed";
    private static final Pattern NUMBERED = Pattern.compile("[0-9,、一二三四五六七八九十]+");

    /** How the rule is quoted to a user, with 待核对 where the text was not read. */
    public String citation(Locale locale) {
        boolean chinese = locale.getLanguage().equals("zh");
        StringBuilder quote = new StringBuilder(title);
        if (NUMBERED.matcher(article).matches()) {
            quote.append(chinese ? "第" + article.replace(',', '、') + "条" : ", Art. " + article);
        } else if (article.length() > 1) {
            quote.append(chinese ? "：" : ": ").append(article);
        }
        if (!confidence.equals(READ_IN_THE_TEXT) && quote.indexOf("待核对") < 0) {
            quote.append(chinese ? "（待核对）" : " (to be confirmed)");
        }
        return quote.toString();
    }
}
