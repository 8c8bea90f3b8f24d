// Asks veraPDF whether files keep to standards: java Validate.java ua1,3a FILE...
// Prints a line per file and standard, "PASS ua1 FILE" or "FAIL ua1 FILE clause: message"; exits 1 on a failure.

import java.io.File;
import java.util.LinkedHashSet;
import java.util.Set;
import java.util.logging.LogManager;
import org.verapdf.gf.foundry.VeraGreenfieldFoundryProvider;
import org.verapdf.pdfa.Foundries;
import org.verapdf.pdfa.PDFAParser;
import org.verapdf.pdfa.flavours.PDFAFlavour;
import org.verapdf.pdfa.results.TestAssertion;
import org.verapdf.pdfa.results.ValidationResult;
import org.verapdf.pdfa.validation.profiles.Profiles;
import org.verapdf.pdfa.validation.profiles.ValidationProfile;

public class Validate {
    public static void main(String[] arguments) throws Exception {
        LogManager.getLogManager().reset();
        VeraGreenfieldFoundryProvider.initialise();
        boolean passed = true;
        for (String standard : arguments[0].split(",")) {
            ValidationProfile profile = profile(standard);
            for (int i = 1; i < arguments.length; i++) {
                passed &= validate(standard, profile, arguments[i]);
            }
        }
        System.exit(passed ? 0 : 1);
    }

    private static ValidationProfile profile(String standard) throws Exception {
        String name = switch (standard) {
            case "ua1" -> "PDFUA-1";
            case "ua2" -> "PDFUA-2-ISO32005";
            default -> "PDFA-" + standard.toUpperCase();
        };
        String path = "/org/verapdf/pdfa/validation/" + name + ".xml";
        return Profiles.profileFromXml(Validate.class.getResourceAsStream(path));
    }

    private static boolean validate(String standard, ValidationProfile profile, String file) throws Exception {
        PDFAFlavour flavour = PDFAFlavour.fromString(standard);
        try (PDFAParser parser = Foundries.defaultInstance().createParser(new File(file), flavour)) {
            ValidationResult result =
                Foundries.defaultInstance().createValidator(profile, false).validate(parser);
            if (result.isCompliant()) {
                System.out.println("PASS " + standard + " " + file);
                return true;
            }
            Set<String> broken = new LinkedHashSet<>();
            for (TestAssertion assertion : result.getTestAssertions()) {
                if (assertion.getStatus() == TestAssertion.Status.FAILED) {
                    broken.add(assertion.getRuleId().getClause() + ": " + assertion.getMessage());
                }
            }
            System.out.println("FAIL " + standard + " " + file + " " + broken);
            return false;
        }
    }
}
