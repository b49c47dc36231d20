import java.io.File;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import org.verapdf.gf.foundry.VeraGreenfieldFoundryProvider;
import org.verapdf.pdfa.Foundries;
import org.verapdf.pdfa.PDFAParser;
import org.verapdf.pdfa.PDFAValidator;
import org.verapdf.pdfa.flavours.PDFAFlavour;
import org.verapdf.pdfa.results.TestAssertion;
import org.verapdf.pdfa.results.ValidationResult;
import org.verapdf.pdfa.validation.profiles.Profiles;

/**
 * Validates PDF files with veraPDF, all of them and each profile in one process.
 *
 * <p>Run from source (JEP 330): {@code java -cp JARS Vera.java ua1,2a file.pdf ...}. Writes lines of fields, separated by
 * tabs, in UTF-8; FILE is the number of the file among the arguments, from 0:
 *
 * <ul>
 *   <li>{@code failed FILE PROFILE CLAUSE TEST COUNT LOCATION MESSAGE}: a test of the profile failed COUNT times, first at
 *       LOCATION;
 *   <li>{@code done FILE PROFILE}: the profile was checked to its end;
 *   <li>{@code broken FILE MESSAGE}: the file could not be checked.
 * </ul>
 */
public final class Vera {
    private static final int NO_LIMIT = -1;

    private Vera() {}

    public static void main(String[] arguments) throws Exception {
        List<String> profiles = List.of(arguments[0].split(","));
        VeraGreenfieldFoundryProvider.initialise();
        for (String profile : profiles) { // ends here if the profiles cannot be read: no file is at fault then
            Profiles.getVeraProfileDirectory().getValidationProfileByFlavour(PDFAFlavour.byFlavourId(profile));
        }
        ExecutorService workers = Executors.newFixedThreadPool(Runtime.getRuntime().availableProcessors());
        List<Future<String>> reports = new ArrayList<>();
        for (int index = 1; index < arguments.length; index++) {
            int number = index - 1;
            File file = new File(arguments[index]);
            reports.add(workers.submit(() -> report(number, file, profiles)));
        }
        PrintStream out = new PrintStream(System.out, false, StandardCharsets.UTF_8);
        for (Future<String> report : reports) {
            out.print(report.get());
        }
        out.flush();
        workers.shutdown();
    }

    private static String report(int number, File file, List<String> profiles) {
        StringBuilder out = new StringBuilder();
        try {
            for (String profile : profiles) {
                PDFAFlavour flavour = PDFAFlavour.byFlavourId(profile);
                try (PDFAParser parser = Foundries.defaultInstance().createParser(file, flavour);
                        PDFAValidator validator =
                                Foundries.defaultInstance().createValidator(flavour, NO_LIMIT, false, true, false)) {
                    failures(out, number + "\t" + profile, validator.validate(parser));
                }
            }
        } catch (Exception | StackOverflowError problem) {
            return line("broken", number, problem);
        }
        return out.toString();
    }

    private static void failures(StringBuilder out, String where, ValidationResult result) {
        Map<String, Integer> counts = new LinkedHashMap<>();
        Map<String, TestAssertion> firsts = new LinkedHashMap<>();
        for (TestAssertion one : result.getTestAssertions()) {
            if (one.getStatus() == TestAssertion.Status.FAILED) {
                String rule = one.getRuleId().getClause() + "\t" + one.getRuleId().getTestNumber();
                counts.merge(rule, 1, Integer::sum);
                firsts.putIfAbsent(rule, one);
            }
        }
        counts.forEach((rule, count) -> {
            TestAssertion first = firsts.get(rule);
            out.append(line("failed", where, rule, count, first.getLocation().getContext(), first.getMessage()));
        });
        out.append(line("done", where));
    }

    /** Joins fields with tabs; line breaks inside a text become spaces, {@code where} and {@code rule} bring their tabs. */
    private static String line(Object... fields) {
        List<String> texts = new ArrayList<>();
        for (Object field : fields) {
            texts.add(String.valueOf(field).replaceAll("[\\r\\n]+", " "));
        }
        return String.join("\t", texts) + "\n";
    }
}
