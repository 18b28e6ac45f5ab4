package org.zhengshu.bench;

import java.io.IOException;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.IntStream;

/** Requests of one kind with the answers that all sides gave to them when it was learnt. */
final class Workload {
    private final Form form;
    private final String header;
    private final List<String> bodies;
    private final Envelopes envelopes;
    private final List<byte[]> answers = new ArrayList<>();
    private final Map<String, List<byte[]>> requests = new HashMap<>();

    Workload(Form form, String header, List<String> bodies, Envelopes envelopes) {
        this.form = form;
        this.header = header;
        this.bodies = bodies;
        this.envelopes = envelopes;
    }

    Form form() {
        return form;
    }

    List<byte[]> answers() {
        return answers;
    }

    /** Asks each side for each body and keeps the answer, which must be the same. */
    long learn(List<String> paths, HttpsConnection connection) throws IOException {
        long bytes = 0;
        for (int i = 0; i < bodies.size(); i++) {
            byte[] before = null;
            for (String path : paths) {
                HttpsConnection.Response response = connection.send(request(path, i));
                if (response.status() != 200) {
                    throw new IOException(path + ": " + response.text());
                }
                byte[] content = form.content(response.body());
                if (before != null && !java.util.Arrays.equals(before, content)) {
                    throw new IOException(
                            "the sides differ for "
                                    + bodies.get(i)
                                    + ":\n"
                                    + new String(before, java.nio.charset.StandardCharsets.UTF_8)
                                    + "\n"
                                    + response.text());
                }
                before = content;
            }
            answers.add(before);
            bytes += before.length;
        }
        return bytes / bodies.size();
    }

    /** A request that may be sent now. */
    byte[] request(String path, int number) throws IOException {
        String body = bodies.get(number % bodies.size());
        return switch (form) {
            case JSON -> HttpsConnection.post(path, body);
            case SOAP -> HttpsConnection.soap(path, Envelopes.plain(header, body));
            case SIGNED -> HttpsConnection.soap(path, envelopes.signed(body));
        };
    }

    /** Signs so many requests of a side for the next run. */
    void sign(String path, int count) {
        requests.put(
                path,
                IntStream.range(0, count)
                        .parallel()
                        .mapToObj(
                                i -> {
                                    try {
                                        return request(path, i);
                                    } catch (IOException e) {
                                        throw new java.io.UncheckedIOException(e);
                                    }
                                })
                        .toList());
    }

    /** The requests of a side; signed ones are given out once. */
    List<byte[]> take(String path) throws IOException {
        if (form == Form.SIGNED) {
            return requests.remove(path);
        }
        List<byte[]> known = requests.get(path);
        if (known == null) {
            known = new ArrayList<>();
            for (int i = 0; i < bodies.size(); i++) {
                known.add(request(path, i));
            }
            requests.put(path, known);
        }
        return known;
    }
}
