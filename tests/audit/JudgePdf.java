import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Date;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import javax.xml.parsers.DocumentBuilderFactory;
import org.verapdf.gf.foundry.VeraGreenfieldFoundryProvider;
import org.verapdf.pdfa.Foundries;
import org.verapdf.pdfa.flavours.PDFAFlavour;
import org.verapdf.pdfa.results.TestAssertion;
import org.verapdf.pdfa.validation.profiles.ErrorArgument;
import org.verapdf.pdfa.validation.profiles.ErrorArgumentImpl;
import org.verapdf.pdfa.validation.profiles.Profiles;
import org.verapdf.pdfa.validation.profiles.Rule;
import org.verapdf.pdfa.validation.profiles.ValidationProfile;
import org.verapdf.pdfa.validation.profiles.Variable;
import org.verapdf.pdfa.validation.validators.ValidatorFactory;
import org.w3c.dom.Element;
import org.w3c.dom.NodeList;

/**
 * Judges each PDF it is given by PDF/UA-1 and PDF/A-2a with veraPDF's library and its own profiles, and prints a line a broken rule:
 * file, tab, profile, clause, what is wrong. veraPDF reads its profiles with JAXB, which the jar does not have: here the JDK's DOM does.
 */
public class JudgePdf {
  static final Map<PDFAFlavour, String> PROFILES = Map.of(PDFAFlavour.PDFUA_1, "PDFUA-1", PDFAFlavour.PDFA_2_A, "PDFA-2A");

  public static void main(String[] files) throws Exception {
    VeraGreenfieldFoundryProvider.initialise();
    for (var flavour : new TreeSet<>(PROFILES.keySet())) {
      var profile = profile(flavour, PROFILES.get(flavour));
      for (var file : files) {
        try (var parser = Foundries.defaultInstance().createParser(Files.newInputStream(Path.of(file)), flavour)) {
          var said = new TreeSet<String>();
          var result = ValidatorFactory.createValidator(profile, 100, false, true, false).validate(parser);
          for (var one : result.getTestAssertions()) {
            if (one.getStatus() == TestAssertion.Status.FAILED) {
              said.add(one.getRuleId().getClause() + ": " + one.getMessage());
            }
          }
          if (said.isEmpty() && !result.isCompliant()) said.add("not compliant");
          said.forEach(what -> System.out.println(file + "\t" + PROFILES.get(flavour) + " " + what));
        }
      }
    }
  }

  static ValidationProfile profile(PDFAFlavour flavour, String name) throws Exception {
    Element root;
    try (InputStream in = ValidationProfile.class.getResourceAsStream("/org/verapdf/pdfa/validation/" + name + ".xml")) {
      root = DocumentBuilderFactory.newInstance().newDocumentBuilder().parse(in).getDocumentElement();
    }
    Set<Rule> rules = new HashSet<>();
    for (var rule : all(root, "rule")) {
      var id = all(rule, "id").get(0);
      List<ErrorArgument> arguments = new ArrayList<>();
      for (var argument : all(rule, "argument")) arguments.add(ErrorArgumentImpl.fromValues(argument.getTextContent(), null, null));
      var number = Profiles.ruleIdFromValues(
          PDFAFlavour.Specification.valueOf(id.getAttribute("specification")),
          id.getAttribute("clause"),
          Integer.parseInt(id.getAttribute("testNumber")));
      var later = rule.hasAttribute("deferred") ? Boolean.valueOf(rule.getAttribute("deferred")) : null;
      var error = Profiles.errorFromValues(text(rule, "message"), arguments);
      var object = rule.getAttribute("object");
      var tags = rule.getAttribute("tags");
      rules.add(Profiles.ruleFromValues(number, object, later, tags, text(rule, "description"), text(rule, "test"), error, List.of()));
    }
    Set<Variable> variables = new HashSet<>();
    for (var one : all(root, "variable")) {
      var object = one.getAttribute("object");
      variables.add(Profiles.variableFromValues(one.getAttribute("name"), object, text(one, "defaultValue"), text(one, "value")));
    }
    if (rules.isEmpty() || rules.size() != all(root, "rule").size()) throw new IllegalStateException(name);
    return Profiles.profileFromValues(flavour, Profiles.profileDetailsFromValues(name, "", "", new Date()), "", rules, variables);
  }

  static List<Element> all(Element within, String name) {
    NodeList found = within.getElementsByTagName(name);
    List<Element> elements = new ArrayList<>();
    for (int i = 0; i < found.getLength(); i++) elements.add((Element) found.item(i));
    return elements;
  }

  static String text(Element within, String name) {
    var found = all(within, name);
    return found.isEmpty() ? "" : found.get(0).getTextContent();
  }
}
