import java.io.File;
import java.util.ArrayList;
import java.util.Collections;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import org.semanticweb.owlapi.apibinding.OWLManager;
import org.semanticweb.owlapi.formats.TurtleDocumentFormat;
import org.semanticweb.owlapi.io.FileDocumentSource;
import org.semanticweb.owlapi.io.RDFParserMetaData;
import org.semanticweb.owlapi.io.OWLOntologyLoaderMetaData;
import org.semanticweb.owlapi.model.IRI;
import org.semanticweb.owlapi.model.MissingImportHandlingStrategy;
import org.semanticweb.owlapi.model.OWLDocumentFormat;
import org.semanticweb.owlapi.model.OWLEntity;
import org.semanticweb.owlapi.model.OWLOntology;
import org.semanticweb.owlapi.model.OWLOntologyLoaderConfiguration;
import org.semanticweb.owlapi.model.OWLOntologyManager;
import org.semanticweb.owlapi.profiles.OWL2DLProfile;
import org.semanticweb.owlapi.profiles.OWL2RLProfile;
import org.semanticweb.owlapi.profiles.OWLProfileViolation;

/**
 * Loads a Turtle file as Protege does and prints what is wrong with it, one finding a line; exit code 1 when there is any.
 *
 * <p>Usage: {@code java OwlCheck [--rl] FILE}. Checked: the OWL API's own Turtle parser reads the file without guessing
 * (no error classes or properties, no triples left over), every term is declared, and it is in OWL 2 DL; with
 * {@code --rl} in OWL 2 RL too.
 */
public final class OwlCheck {
    private static final String ERRORS = "http://org.semanticweb.owlapi/error#";

    public static void main(String[] arguments) throws Exception {
        boolean rl = arguments.length > 1 && arguments[0].equals("--rl");
        File file = new File(arguments[arguments.length - 1]);
        OWLOntologyManager manager = OWLManager.createOWLOntologyManager();
        OWLOntologyLoaderConfiguration configuration = new OWLOntologyLoaderConfiguration()
            .setStrict(false)
            .setMissingImportHandlingStrategy(MissingImportHandlingStrategy.THROW_EXCEPTION);
        OWLOntology ontology = manager.loadOntologyFromOntologyDocument(
            new FileDocumentSource(file, new TurtleDocumentFormat()), configuration);

        Set<String> findings = new HashSet<>();
        OWLDocumentFormat format = manager.getOntologyFormat(ontology);
        if (format == null || !(format instanceof TurtleDocumentFormat)) {
            findings.add("FORMAT read as " + format + ", not by the Turtle parser");
        } else {
            OWLOntologyLoaderMetaData meta = format.getOntologyLoaderMetaData().orElse(null);
            if (meta instanceof RDFParserMetaData) {
                RDFParserMetaData rdf = (RDFParserMetaData) meta;
                rdf.getUnparsedTriples().forEach(triple -> findings.add("UNPARSED " + triple));
                rdf.getGuessedDeclarations().asMap().forEach((iri, types) -> findings.add("GUESSED " + iri + " as " + types));
            }
        }
        if (ontology.isAnonymous()) {
            findings.add("HEADER the ontology has no IRI");
        }
        ontology.signature().map(OWLEntity::getIRI).map(IRI::toString).filter(iri -> iri.startsWith(ERRORS))
            .forEach(iri -> findings.add("ERROR TERM " + iri));
        collect(findings, "DL", new OWL2DLProfile().checkOntology(ontology).getViolations());
        if (rl) {
            collect(findings, "RL", new OWL2RLProfile().checkOntology(ontology).getViolations());
        }

        List<String> sorted = new ArrayList<>(findings);
        Collections.sort(sorted);
        sorted.forEach(System.out::println);
        System.out.println("axioms " + ontology.getAxiomCount() + ", classes " + ontology.classesInSignature().count()
            + ", individuals " + ontology.individualsInSignature().count() + ", findings " + sorted.size());
        System.exit(sorted.isEmpty() ? 0 : 1);
    }

    private static void collect(Set<String> findings, String profile, List<OWLProfileViolation> violations) {
        violations.forEach(violation ->
            findings.add(profile + " " + violation.getClass().getSimpleName() + ": " + violation.toString().replace('\n', ' ')));
    }
}
