import com.adobe.epubcheck.tool.EpubChecker;
import java.io.File;
import java.io.OutputStream;
import java.io.PrintStream;

/** Runs EPUBCheck over many files in one JVM: DIR FILE... writes DIR/NAME.json for each. */
final class EpubRunner {
    public static void main(String[] args) {
        PrintStream out = System.out;
        // EPUBCheck prints each message beside writing it to its report.
        System.setOut(new PrintStream(OutputStream.nullOutputStream()));
        System.setErr(new PrintStream(OutputStream.nullOutputStream()));
        for (int i = 1; i < args.length; i++) {
            new EpubChecker().run(new String[] {"--json", args[0] + "/" + new File(args[i]).getName() + ".json", args[i]});
        }
        out.println((args.length - 1) + " files judged by EPUBCheck");
    }
}
