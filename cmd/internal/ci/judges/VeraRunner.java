import java.io.File;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.logging.Level;
import java.util.logging.LogManager;
import org.verapdf.gf.foundry.VeraGreenfieldFoundryProvider;
import org.verapdf.pdfa.Foundries;
import org.verapdf.pdfa.PDFAParser;
import org.verapdf.pdfa.PDFAValidator;
import org.verapdf.pdfa.flavours.PDFAFlavour;
import org.verapdf.pdfa.results.TestAssertion;
import org.verapdf.pdfa.results.ValidationResult;
import org.verapdf.pdfa.validation.profiles.Profiles;
import org.verapdf.pdfa.validation.profiles.Rule;
import org.verapdf.pdfa.validation.profiles.RuleId;
import org.verapdf.pdfa.validation.profiles.ValidationProfile;
import org.verapdf.pdfa.validation.validators.ValidatorConfig;
import org.verapdf.pdfa.validation.validators.ValidatorConfigBuilder;
import org.verapdf.processor.reports.enums.JobEndStatus;

/**
 * Runs veraPDF over several files in one JVM: [--profiles ua1,2a] [--reports DIR] FILE...
 *
 * A source file of our own rather than veraPDF's command line, because only its library is published where a package
 * manager can fetch it; and one JVM for all files, because starting it takes longer than judging a book.
 *
 * Without --profiles each file is held to PDF/UA-1 and to PDF/A-2a, or to PDF/A-3a where its metadata says part 3.
 * Exit status 0: no rule failed; 1: some rule failed; 2: some file or profile could not be run, which is never a pass.
 */
final class VeraRunner {
    private int failedRuns;
    private int brokenRuns;

    public static void main(String[] args) throws Exception {
        List<String> profiles = List.of();
        Path reports = null;
        List<File> files = new ArrayList<>();
        for (int i = 0; i < args.length; i++) {
            if (args[i].equals("--profiles") && i + 1 < args.length) {
                profiles = List.of(args[++i].split(","));
            } else if (args[i].equals("--reports") && i + 1 < args.length) {
                reports = Path.of(args[++i]);
            } else {
                files.add(new File(args[i]));
            }
        }
        if (files.isEmpty()) {
            System.err.println("verapdf: no file named");
            System.exit(2);
        }
        if (reports != null) {
            Files.createDirectories(reports);
        }
        // veraPDF logs each oddity of a file as well as judging it; the judgement is what we print.
        LogManager.getLogManager().reset();
        LogManager.getLogManager().getLogger("").setLevel(Level.OFF);
        VeraGreenfieldFoundryProvider.initialise();
        VeraRunner runner = new VeraRunner();
        for (File file : files) {
            for (String profile : profiles.isEmpty() ? claimed(file) : profiles) {
                runner.run(file, profile, reports);
            }
        }
        System.exit(runner.brokenRuns > 0 ? 2 : runner.failedRuns > 0 ? 1 : 0);
    }

    private static List<String> claimed(File file) {
        try (PDFAParser parser = Foundries.defaultInstance().createParser(file)) {
            for (PDFAFlavour flavour : parser.getFlavours()) {
                if (flavour.getPart() == PDFAFlavour.Specification.ISO_19005_3) {
                    return List.of("ua1", "3a");
                }
            }
        } catch (Exception | StackOverflowError e) {
            // An unreadable file fails below, where the reason is printed.
        }
        return List.of("ua1", "2a");
    }

    private void run(File file, String profileName, Path reports) {
        String head = file + ": " + profileName + ": ";
        PDFAFlavour flavour = PDFAFlavour.byFlavourId(profileName);
        if (flavour == PDFAFlavour.NO_FLAVOUR) {
            System.out.println(head + "not run: veraPDF has no such profile");
            brokenRuns++;
            return;
        }
        ValidationResult result;
        ValidationProfile profile;
        try (PDFAParser parser = Foundries.defaultInstance().createParser(file, flavour)) {
            profile = Profiles.getVeraProfileDirectory().getValidationProfileByFlavour(flavour);
            ValidatorConfig config = ValidatorConfigBuilder.defaultBuilder().flavour(flavour).showErrorMessages(true).build();
            PDFAValidator validator = Foundries.defaultInstance().createValidator(config, profile);
            result = validator.validate(parser);
        } catch (Exception | StackOverflowError e) {
            System.out.println(head + "not run: " + e);
            brokenRuns++;
            return;
        }
        int rules = profile.getRules().size();
        if (result.getJobEndStatus() != JobEndStatus.NORMAL || rules == 0 || result.getTotalAssertions() == 0) {
            System.out.println(head + "not run to the end: " + result.getJobEndStatus());
            brokenRuns++;
            return;
        }
        // veraPDF meets the rules in the order of its hash tables; by clause, two runs can be compared.
        Map<RuleId, TestAssertion> first = new TreeMap<>(Comparator.comparing((RuleId id) -> id.getClause()).thenComparing(RuleId::getTestNumber));
        result.getTestAssertions().stream()
                .filter(a -> a.getStatus() == TestAssertion.Status.FAILED)
                .sorted(Comparator.comparingInt(TestAssertion::getOrdinal))
                .forEach(a -> first.putIfAbsent(a.getRuleId(), a));
        boolean pass = result.isCompliant() && first.isEmpty();
        System.out.println(head + rules + " rules, " + result.getTotalAssertions() + " checks, " + first.size() + " failed rules");
        StringBuilder json = new StringBuilder("{\n");
        json.append("  \"file\": ").append(quote(file.getName())).append(",\n");
        json.append("  \"profile\": ").append(quote(profileName)).append(",\n");
        json.append("  \"compliant\": ").append(pass).append(",\n");
        json.append("  \"rules\": ").append(rules).append(",\n");
        json.append("  \"checks\": ").append(result.getTotalAssertions()).append(",\n");
        json.append("  \"failed\": [");
        String comma = "";
        for (Map.Entry<RuleId, TestAssertion> e : first.entrySet()) {
            RuleId id = e.getKey();
            TestAssertion a = e.getValue();
            Rule rule = profile.getRuleByRuleId(id);
            String description = rule == null ? a.getMessage() : rule.getDescription();
            int times = result.getFailedChecks().getOrDefault(id, 1);
            System.out.println("    " + id.getClause() + " test " + id.getTestNumber() + ", failed " + times + " times: " + description);
            System.out.println("        " + a.getErrorMessage());
            System.out.println("        " + a.getLocation().getContext());
            json.append(comma).append("\n    {\"clause\": ").append(quote(id.getClause()))
                    .append(", \"test\": ").append(id.getTestNumber())
                    .append(", \"times\": ").append(times)
                    .append(",\n     \"description\": ").append(quote(description))
                    .append(",\n     \"message\": ").append(quote(a.getErrorMessage()))
                    .append(",\n     \"context\": ").append(quote(a.getLocation().getContext())).append("}");
            comma = ",";
        }
        json.append(first.isEmpty() ? "]\n}\n" : "\n  ]\n}\n");
        if (!pass) {
            failedRuns++;
        }
        if (reports != null) {
            Path out = reports.resolve(file.getName() + "." + profileName + ".json");
            try {
                Files.write(out, json.toString().getBytes(StandardCharsets.UTF_8));
            } catch (Exception e) {
                System.out.println(head + "no report written: " + e);
                brokenRuns++;
            }
        }
    }

    private static String quote(String s) {
        StringBuilder b = new StringBuilder("\"");
        for (char c : (s == null ? "" : s).toCharArray()) {
            if (c == '"' || c == '\\') {
                b.append('\\').append(c);
            } else if (c < 0x20) {
                b.append(String.format("\\u%04x", (int) c));
            } else {
                b.append(c);
            }
        }
        return b.append('"').toString();
    }
}
