package org.zhengshu.regulation.boundary;

import java.nio.file.Path;
import java.text.Normalizer;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;
import org.zhengshu.regulation.control.CodeListReader;
import org.zhengshu.regulation.control.Reloading;

/** The dictionaries of the node (字典), one file each; changed files take effect at the next use. */
public final class CodeLists {

    private final Reloading<Map<String, CodeList>> files;

    /** Reads the folder of dictionaries; what is wrong in it shows in {@link #problems()}. */
    public CodeLists(Path folder) {
        this.files = new Reloading<>(folder, CodeListReader::read);
    }

    /** The dictionary with this id. */
    public CodeList list(String list) {
        CodeList found = files.current().get(list);
        if (found == null) {
            throw new IllegalArgumentException("no such code list: " + list);
        }
        return found;
    }

    /** The ids of all dictionaries. */
    public List<String> ids() {
        return files.current().keySet().stream().sorted().toList();
    }

    /** The code, exactly as the standard writes it. */
    public Code require(String list, String code) {
        CodeList codes = list(list);
        return codes.codes().stream()
                .filter(c -> c.code().equals(code))
                .findFirst()
                .orElseThrow(() -> new UnknownCode(codes, code));
    }

    /** The name of a code in the reader's language. */
    public String name(String list, String code, Locale locale) {
        return require(list, code).name(locale);
    }

    /** The code that outside text means, by code, name or another spelling (导入时的同义写法). */
    public Optional<Code> find(String list, String text) {
        String wanted = folded(text);
        return list(list).codes().stream()
                .filter(code -> spellings(code).anyMatch(s -> folded(s).equals(wanted)))
                .findFirst();
    }

    /** What is wrong with the files as they are now; the last good lists are in use meanwhile. */
    public List<ConfigProblem> problems() {
        return files.problems();
    }

    private static Stream<String> spellings(Code code) {
        return Stream.concat(Stream.of(code.code(), code.zh(), code.en()), code.aliases().stream());
    }

    /** Full-width forms, blanks around and letter case do not matter. */
    private static String folded(String text) {
        return Normalizer.normalize(text, Normalizer.Form.NFKC).strip().toLowerCase(Locale.ROOT);
    }
}
