package org.zhengshu.proof;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.net.URISyntaxException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Random;
import java.util.function.Consumer;
import java.util.stream.Stream;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.TestFactory;

/** The inputs that fuzzing kept (模糊测试语料), each as it is and changed at random places. */
class ParserCorpusTest {
    private static final long SEED = Long.getLong("corpus.seed", System.nanoTime());
    private static final int CHANGES = 40;

    private static final Map<String, Consumer<byte[]>> PARSERS =
            Map.of(
                    "receipt", Parsers::receipt,
                    "checkpoint", Parsers::checkpoint,
                    "tile", Parsers::tile,
                    "proof", Parsers::proof,
                    "witness", Parsers::witness,
                    "fsck", Parsers::fsck,
                    "timestamp", Parsers::timestamp,
                    "revocation", Parsers::revocation);

    @TestFactory
    Stream<DynamicTest> everyKeptInputIsRefusedByNameOrHasOneMeaning() throws Exception {
        System.out.println("ParserCorpusTest seed " + SEED + " (-Dcorpus.seed)");
        return PARSERS.entrySet().stream()
                .map(
                        p ->
                                DynamicTest.dynamicTest(
                                        p.getKey(), () -> tryAll(p.getKey(), p.getValue())));
    }

    private static void tryAll(String name, Consumer<byte[]> parser)
            throws IOException, URISyntaxException {
        List<Path> inputs = inputs(name);
        assertThat(inputs).isNotEmpty();
        for (Path input : inputs) {
            byte[] bytes = Files.readAllBytes(input);
            parser.accept(bytes);
            Random random = new Random(SEED);
            for (int i = 0; i < CHANGES; i++) {
                parser.accept(changed(bytes, random));
            }
        }
    }

    private static List<Path> inputs(String name) throws IOException, URISyntaxException {
        Path folder =
                Path.of(
                        Objects.requireNonNull(
                                        ParserCorpusTest.class.getResource("ParserFuzzInputs"))
                                .toURI());
        try (Stream<Path> files = Files.list(folder.resolve(name))) {
            return files.sorted().toList();
        }
    }

    private static byte[] changed(byte[] bytes, Random random) {
        int length = bytes.length == 0 ? 0 : random.nextInt(bytes.length + 1);
        if (length == bytes.length || random.nextBoolean()) {
            byte[] copy = Arrays.copyOf(bytes, bytes.length + 1);
            copy[random.nextInt(copy.length)] ^= (byte) (1 << random.nextInt(8));
            return random.nextBoolean() ? copy : Arrays.copyOf(copy, bytes.length);
        }
        return Arrays.copyOf(bytes, length);
    }
}
