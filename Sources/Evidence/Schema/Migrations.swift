/// The schema, step by step: forward only, and frozen once released. `schema.sql` beside this file is the
/// whole current schema as SQLite reports it.
enum Migrations {
  /// `PRAGMA application_id` of an evidence base: "Atst".
  static let applicationID: Int32 = 0x4174_7374

  struct Step: Sendable {
    let name: String
    let sql: String
  }

  static let all = [Step(name: "001 the evidence model", sql: evidence + "\n" + claimParts)]

  /// Sources, documents, entities and claims themselves.
  private static let evidence = #"""
    -- ground. What was done: the exact bytes of each entry; each names the digest of the one before.
    CREATE TABLE historyEntry (
      number INTEGER PRIMARY KEY,
      bytes BLOB NOT NULL
    ) STRICT;

    -- ground. What this workspace is: its random id, its case, its checkpoint key.
    CREATE TABLE workspaceFact (
      name TEXT PRIMARY KEY,
      value TEXT NOT NULL
    ) STRICT;

    -- ground. Rows that newer ones replaced, or that were withdrawn: nothing is overwritten.
    CREATE TABLE superseded (
      number INTEGER PRIMARY KEY,
      tableName TEXT NOT NULL,
      rowID TEXT,
      cells TEXT NOT NULL,
      randomID TEXT,
      recordedIn INTEGER NOT NULL REFERENCES historyEntry(number),
      supersededIn INTEGER NOT NULL REFERENCES historyEntry(number),
      salt BLOB NOT NULL,
      seal BLOB NOT NULL
    ) STRICT;
    CREATE INDEX supersededOnRow ON superseded(tableName, rowID);

    -- ground. The files an import read, kept as originals.
    CREATE TABLE importedFile (
      entry INTEGER NOT NULL REFERENCES historyEntry(number),
      name TEXT NOT NULL,
      digest TEXT NOT NULL,
      PRIMARY KEY (entry, name)
    ) STRICT;

    -- ground. The Markdown of the case, word for word.
    CREATE TABLE caseText (
      name TEXT PRIMARY KEY,
      text TEXT NOT NULL,
      entry INTEGER NOT NULL REFERENCES historyEntry(number),
      salt BLOB NOT NULL,
      seal BLOB NOT NULL
    ) STRICT;

    -- ground. Who published or gave us documents.
    CREATE TABLE source (
      id TEXT PRIMARY KEY,
      kind TEXT NOT NULL CHECK (
          kind IN ('book', 'chapter', 'article', 'report', 'official-statement', 'news', 'commentary',
          'web-page', 'testimony', 'social-post', 'norm', 'dataset')),
      authors TEXT,
      titleOriginal TEXT,
      titleRomanised TEXT,
      titleTranslated TEXT,
      language TEXT NOT NULL,
      container TEXT,
      publisher TEXT,
      published TEXT,
      publishedWords TEXT,
      url TEXT,
      pages TEXT,
      country TEXT,
      independence TEXT NOT NULL CHECK (
          independence IN ('independent', 'state', 'party', 'state-funded', 'intergovernmental',
          'own-work', 'unknown')),
      interest TEXT,
      derivesFrom TEXT,
      sha256 TEXT,
      mediaType TEXT,
      anomaly TEXT,
      note TEXT,
      randomID TEXT NOT NULL CHECK (length(randomID) = 32),
      ordinal INTEGER NOT NULL,
      entry INTEGER NOT NULL REFERENCES historyEntry(number),
      salt BLOB NOT NULL CHECK (length(salt) = 16),
      seal BLOB NOT NULL CHECK (length(seal) = 32)
    ) STRICT;

    -- ground. The notes of a source, resolved to what they cite.
    CREATE TABLE citation (
      id TEXT PRIMARY KEY,
      source TEXT NOT NULL REFERENCES source(id) DEFERRABLE INITIALLY DEFERRED,
      note TEXT NOT NULL,
      kind TEXT NOT NULL CHECK (kind IN ('citation', 'back-reference', 'explanation')),
      cites TEXT REFERENCES source(id) DEFERRABLE INITIALLY DEFERRED,
      printed TEXT,
      pinpoint TEXT,
      placement TEXT CHECK (placement IN ('printed', 'inferred')),
      anomaly TEXT,
      randomID TEXT NOT NULL CHECK (length(randomID) = 32),
      ordinal INTEGER NOT NULL,
      entry INTEGER NOT NULL REFERENCES historyEntry(number),
      salt BLOB NOT NULL CHECK (length(salt) = 16),
      seal BLOB NOT NULL CHECK (length(seal) = 32)
    ) STRICT;
    CREATE INDEX citationOnSource ON citation(source);

    -- ground. Spans of a source someone singled out, in UTF-8 bytes.
    CREATE TABLE passage (
      id TEXT PRIMARY KEY,
      source TEXT NOT NULL REFERENCES source(id) DEFERRABLE INITIALLY DEFERRED,
      locator TEXT NOT NULL,
      spans TEXT,
      digest TEXT,
      quotation TEXT,
      language TEXT,
      citations TEXT,
      note TEXT,
      randomID TEXT NOT NULL CHECK (length(randomID) = 32),
      ordinal INTEGER NOT NULL,
      entry INTEGER NOT NULL REFERENCES historyEntry(number),
      salt BLOB NOT NULL CHECK (length(salt) = 16),
      seal BLOB NOT NULL CHECK (length(seal) = 32)
    ) STRICT;
    CREATE INDEX passageOnSource ON passage(source);

    -- ground. Persons, bodies, states, things. Protected people stand here by alias or description only.
    CREATE TABLE entity (
      id TEXT PRIMARY KEY,
      kind TEXT NOT NULL CHECK (
          kind IN ('person', 'state', 'public-body', 'organization', 'company', 'group', 'place', 'law',
          'norm', 'document', 'project', 'technology', 'concept', 'event', 'periodical', 'dataset')),
      name TEXT NOT NULL,
      named TEXT NOT NULL CHECK (named IN ('yes', 'alias', 'not-in-source')),
      country TEXT,
      publicRole TEXT,
      roleReason TEXT,
      description TEXT,
      note TEXT,
      randomID TEXT NOT NULL CHECK (length(randomID) = 32),
      ordinal INTEGER NOT NULL,
      entry INTEGER NOT NULL REFERENCES historyEntry(number),
      salt BLOB NOT NULL CHECK (length(salt) = 16),
      seal BLOB NOT NULL CHECK (length(seal) = 32),
      CHECK (kind <> 'person' OR publicRole IS NOT NULL OR named IN ('alias', 'not-in-source'))
    ) STRICT;

    -- ground. Every form of a name, and why it is the same one.
    CREATE TABLE name (
      entity TEXT NOT NULL REFERENCES entity(id) DEFERRABLE INITIALLY DEFERRED,
      name TEXT NOT NULL,
      script TEXT NOT NULL,
      language TEXT,
      kind TEXT NOT NULL CHECK (
          kind IN ('name', 'variant', 'abbreviation', 'native', 'translation', 'metonym', 'adjective',
          'description', 'alias')),
      romanisation TEXT,
      form TEXT,
      occursIn TEXT REFERENCES source(id) DEFERRABLE INITIALLY DEFERRED,
      because TEXT NOT NULL,
      ordinal INTEGER NOT NULL,
      entry INTEGER NOT NULL REFERENCES historyEntry(number),
      salt BLOB NOT NULL CHECK (length(salt) = 16),
      seal BLOB NOT NULL CHECK (length(seal) = 32)
    ) STRICT;
    CREATE INDEX nameOnEntity ON name(entity);

    -- ground. Who held what, when.
    CREATE TABLE position (
      id TEXT PRIMARY KEY,
      person TEXT NOT NULL REFERENCES entity(id) DEFERRABLE INITIALLY DEFERRED,
      position TEXT NOT NULL,
      organization TEXT REFERENCES entity(id) DEFERRABLE INITIALLY DEFERRED,
      since TEXT,
      until TEXT,
      passage TEXT REFERENCES passage(id) DEFERRABLE INITIALLY DEFERRED,
      note TEXT,
      randomID TEXT NOT NULL CHECK (length(randomID) = 32),
      ordinal INTEGER NOT NULL,
      entry INTEGER NOT NULL REFERENCES historyEntry(number),
      salt BLOB NOT NULL CHECK (length(salt) = 16),
      seal BLOB NOT NULL CHECK (length(seal) = 32)
    ) STRICT;
    CREATE INDEX positionOnPerson ON position(person);
    CREATE INDEX positionOnOrganization ON position(organization);

    -- ground. Judgements that two entities are the same, different or undecided.
    CREATE TABLE identity (
      a TEXT NOT NULL REFERENCES entity(id) DEFERRABLE INITIALLY DEFERRED,
      b TEXT NOT NULL REFERENCES entity(id) DEFERRABLE INITIALLY DEFERRED,
      judgement TEXT NOT NULL CHECK (judgement IN ('same', 'different', 'undecided')),
      because TEXT NOT NULL,
      by TEXT NOT NULL,
      date TEXT NOT NULL,
      ordinal INTEGER NOT NULL,
      entry INTEGER NOT NULL REFERENCES historyEntry(number),
      salt BLOB NOT NULL CHECK (length(salt) = 16),
      seal BLOB NOT NULL CHECK (length(seal) = 32),
      CHECK (a <> b)
    ) STRICT;

    -- ground. Sentences that can be true or false.
    CREATE TABLE claim (
      id TEXT PRIMARY KEY,
      statement TEXT NOT NULL,
      instrument TEXT NOT NULL CHECK (
          instrument IN ('narrative', 'election-validation', 'elite-funding', 'surveillance-technology',
          'diplomatic-alignment', 'repression-of-activism', 'extradition', 'domestic-agency',
          'other-actors', 'public-attitudes', 'context')),
      modality TEXT NOT NULL CHECK (
          modality IN ('fact', 'report', 'allegation', 'inference', 'forecast', 'counterfactual',
          'absence')),
      confidence TEXT NOT NULL CHECK (confidence IN ('low', 'medium', 'high')),
      dispute TEXT NOT NULL CHECK (dispute IN ('undisputed', 'disputed', 'refuted', 'withdrawn')),
      eventDate TEXT,
      eventWords TEXT,
      countries TEXT,
      quantityOperator TEXT CHECK (
          quantityOperator IN ('=', '>', '>=', '<', '<=', '~', 'all', 'none', 'most', 'many', 'some',
          'few', 'several')),
      quantityValue TEXT,
      quantityUnit TEXT,
      quantityOf TEXT,
      quantityWords TEXT,
      rights TEXT,
      qualification TEXT,
      coder TEXT NOT NULL,
      note TEXT,
      randomID TEXT NOT NULL CHECK (length(randomID) = 32),
      ordinal INTEGER NOT NULL,
      entry INTEGER NOT NULL REFERENCES historyEntry(number),
      salt BLOB NOT NULL CHECK (length(salt) = 16),
      seal BLOB NOT NULL CHECK (length(seal) = 32)
    ) STRICT;
    CREATE INDEX claimOnInstrument ON claim(instrument, modality, confidence, dispute);
    CREATE INDEX claimOnOrdinal ON claim(ordinal, id);
    """#
}
