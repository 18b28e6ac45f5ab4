package org.zhengshu.kernel.rest;

import java.nio.charset.StandardCharsets;
import java.util.HexFormat;
import org.zhengshu.kernel.boundary.Call;
import org.zhengshu.kernel.boundary.Form;
import org.zhengshu.kernel.boundary.Message;
import org.zhengshu.kernel.boundary.ProblemView;
import org.zhengshu.kernel.boundary.Renderer;
import org.zhengshu.kernel.boundary.Tabular;
import org.zhengshu.proof.HashAlgorithm;

/** Writes a table in the form that was negotiated, with its entity tag (多格式应答). */
final class TableRenderer implements Renderer {
    /** Beneath it gzip saves nothing. */
    private static final int LEAST_ZIPPED = 512;

    private final Negotiation wishes;
    private final Form form;
    private String tag = "";
    private boolean zipped;

    TableRenderer(Negotiation wishes, Form form) {
        this.wishes = wishes;
        this.form = form;
    }

    @Override
    public Message answer(Object view) {
        Tabular table = (Tabular) view;
        Message message = form.write(table);
        zipped = wishes.gzip() && message.bytes().length >= LEAST_ZIPPED;
        if (wishes.get()) {
            tag = tag(table, message);
            if (notModified()) {
                Call.current().note("notModified", true);
            }
        }
        return message;
    }

    @Override
    public Message problem(ProblemView problem) {
        return JsonRenderer.INSTANCE.problem(problem);
    }

    /** Strong, RFC 9110 section 8.8: of these bytes, in this form and coding, under this grant. */
    private String tag(Tabular table, Message message) {
        String told = form + "|" + Call.current().grant() + "|" + table.columns() + "|";
        byte[] head = told.getBytes(StandardCharsets.UTF_8);
        byte[] all = new byte[head.length + message.bytes().length];
        System.arraycopy(head, 0, all, 0, head.length);
        System.arraycopy(message.bytes(), 0, all, head.length, message.bytes().length);
        String digest = HexFormat.of().formatHex(HashAlgorithm.SHA_256.digest(all), 0, 16);
        return '"' + digest + (zipped ? "-gzip" : "") + '"';
    }

    Form form() {
        return form;
    }

    /** Empty where there is none: only GET can be asked again under a condition. */
    String tag() {
        return tag;
    }

    boolean zipped() {
        return zipped;
    }

    /** The caller has these very bytes. */
    boolean notModified() {
        return !tag.isEmpty() && (wishes.known().contains(tag) || wishes.known().contains("*"));
    }
}
