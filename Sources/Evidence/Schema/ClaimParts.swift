extension Migrations {
  /// What hangs on a claim, then what is derived.
  static let claimParts = #"""
    -- ground. Who acts and who is acted on in a claim.
    CREATE TABLE role (
      claim TEXT NOT NULL REFERENCES claim(id) DEFERRABLE INITIALLY DEFERRED,
      role TEXT NOT NULL CHECK (role IN ('actor', 'target', 'mentioned')),
      entity TEXT REFERENCES entity(id) DEFERRABLE INITIALLY DEFERRED,
      asWritten TEXT,
      ordinal INTEGER NOT NULL,
      entry INTEGER NOT NULL REFERENCES historyEntry(number),
      salt BLOB NOT NULL CHECK (length(salt) = 16),
      seal BLOB NOT NULL CHECK (length(seal) = 32),
      CHECK (entity IS NOT NULL OR asWritten IS NOT NULL)
    ) STRICT;
    CREATE INDEX roleOnClaim ON role(claim);
    CREATE INDEX roleOnEntity ON role(entity);

    -- ground. How a speaker, in a passage, bears on a claim.
    CREATE TABLE stance (
      id TEXT PRIMARY KEY,
      claim TEXT NOT NULL REFERENCES claim(id) DEFERRABLE INITIALLY DEFERRED,
      speaker TEXT REFERENCES entity(id) DEFERRABLE INITIALLY DEFERRED,
      speakerAsWritten TEXT,
      attitude TEXT NOT NULL CHECK (
          attitude IN ('asserts', 'alleges', 'reports', 'denies', 'partly-admits', 'endorses',
          'condemns')),
      passage TEXT NOT NULL REFERENCES passage(id) DEFERRABLE INITIALLY DEFERRED,
      uttered TEXT,
      utteredWords TEXT,
      via TEXT REFERENCES entity(id) DEFERRABLE INITIALLY DEFERRED,
      note TEXT,
      randomID TEXT NOT NULL CHECK (length(randomID) = 32),
      ordinal INTEGER NOT NULL,
      entry INTEGER NOT NULL REFERENCES historyEntry(number),
      salt BLOB NOT NULL CHECK (length(salt) = 16),
      seal BLOB NOT NULL CHECK (length(seal) = 32)
    ) STRICT;
    CREATE INDEX stanceOnClaim ON stance(claim);
    CREATE INDEX stanceOnSpeaker ON stance(speaker);
    CREATE INDEX stanceOnPassage ON stance(passage);

    -- ground. How claims bear on each other.
    CREATE TABLE relation (
      fromClaim TEXT NOT NULL REFERENCES claim(id) DEFERRABLE INITIALLY DEFERRED,
      kind TEXT NOT NULL CHECK (
          kind IN ('contradicts', 'denies', 'partly-admits', 'restates', 'generalises', 'infers-from',
          'rival-explanation', 'responds-to', 'qualifies', 'supports', 'follows', 'explains', 'tension')),
      toClaim TEXT NOT NULL REFERENCES claim(id) DEFERRABLE INITIALLY DEFERRED,
      because TEXT,
      ordinal INTEGER NOT NULL,
      entry INTEGER NOT NULL REFERENCES historyEntry(number),
      salt BLOB NOT NULL CHECK (length(salt) = 16),
      seal BLOB NOT NULL CHECK (length(seal) = 32),
      CHECK (fromClaim <> toClaim)
    ) STRICT;
    CREATE INDEX relationOnFromClaim ON relation(fromClaim);
    CREATE INDEX relationOnToClaim ON relation(toClaim);

    -- ground. What one mission says of one election on one criterion.
    CREATE TABLE verdict (
      claim TEXT NOT NULL REFERENCES claim(id) DEFERRABLE INITIALLY DEFERRED,
      election TEXT NOT NULL REFERENCES entity(id) DEFERRABLE INITIALLY DEFERRED,
      mission TEXT NOT NULL REFERENCES entity(id) DEFERRABLE INITIALLY DEFERRED,
      missionType TEXT NOT NULL CHECK (
          missionType IN ('full', 'limited', 'assessment', 'statement', 'unknown')),
      criterion TEXT NOT NULL CHECK (
          criterion IN ('legal-conformity', 'competition', 'genuine-choice', 'transparency', 'freedoms',
          'civil-society', 'free-choice', 'credibility', 'overall')),
      finding TEXT NOT NULL CHECK (
          finding IN ('positive', 'negative', 'mixed', 'not-addressed') OR finding GLOB '[[]*]'),
      benchmark TEXT NOT NULL CHECK (
          benchmark IN ('national-law', 'national-law-and-international-commitments', 'osce-commitments',
          'declaration-of-principles') OR benchmark GLOB '[[]*]'),
      note TEXT,
      ordinal INTEGER NOT NULL,
      entry INTEGER NOT NULL REFERENCES historyEntry(number),
      salt BLOB NOT NULL CHECK (length(salt) = 16),
      seal BLOB NOT NULL CHECK (length(seal) = 32)
    ) STRICT;
    CREATE INDEX verdictOnClaim ON verdict(claim);
    CREATE INDEX verdictOnElection ON verdict(election);

    -- ground. What one state did with one joint letter.
    CREATE TABLE signature (
      claim TEXT NOT NULL REFERENCES claim(id) DEFERRABLE INITIALLY DEFERRED,
      letter TEXT NOT NULL REFERENCES entity(id) DEFERRABLE INITIALLY DEFERRED,
      state TEXT NOT NULL REFERENCES entity(id) DEFERRABLE INITIALLY DEFERRED,
      action TEXT NOT NULL CHECK (
          action IN ('signed', 'joined-later', 'withdrew', 'not-on-list', 'refrained', 'unknown') OR action
          GLOB '[[]*]'),
      date TEXT,
      note TEXT,
      ordinal INTEGER NOT NULL,
      entry INTEGER NOT NULL REFERENCES historyEntry(number),
      salt BLOB NOT NULL CHECK (length(salt) = 16),
      seal BLOB NOT NULL CHECK (length(seal) = 32)
    ) STRICT;
    CREATE INDEX signatureOnClaim ON signature(claim);

    -- ground. A surveillance technology from a supplier, in a place, with its status.
    CREATE TABLE deployment (
      claim TEXT NOT NULL REFERENCES claim(id) DEFERRABLE INITIALLY DEFERRED,
      country TEXT NOT NULL,
      place TEXT,
      supplier TEXT,
      supplierCountry TEXT,
      product TEXT,
      capability TEXT NOT NULL,
      status TEXT NOT NULL CHECK (
          status IN ('announced', 'planned', 'supplied', 'installed', 'in-use', 'upgraded', 'ended')),
      date TEXT,
      buyer TEXT,
      quantityOperator TEXT CHECK (
          quantityOperator IN ('=', '>', '>=', '<', '<=', '~', 'all', 'none', 'most', 'many', 'some',
          'few', 'several')),
      quantityValue TEXT,
      quantityUnit TEXT,
      note TEXT,
      ordinal INTEGER NOT NULL,
      entry INTEGER NOT NULL REFERENCES historyEntry(number),
      salt BLOB NOT NULL CHECK (length(salt) = 16),
      seal BLOB NOT NULL CHECK (length(seal) = 32)
    ) STRICT;
    CREATE INDEX deploymentOnClaim ON deployment(claim);

    -- ground. Money from payer to beneficiary, never without its qualification.
    CREATE TABLE payment (
      claim TEXT NOT NULL REFERENCES claim(id) DEFERRABLE INITIALLY DEFERRED,
      payer TEXT NOT NULL,
      channel TEXT,
      beneficiary TEXT NOT NULL REFERENCES entity(id) DEFERRABLE INITIALLY DEFERRED,
      amount TEXT,
      currency TEXT,
      date TEXT,
      purpose TEXT,
      stateLink TEXT NOT NULL CHECK (stateLink IN ('documented', 'alleged', 'inferred', 'none')),
      qualification TEXT NOT NULL,
      note TEXT,
      ordinal INTEGER NOT NULL,
      entry INTEGER NOT NULL REFERENCES historyEntry(number),
      salt BLOB NOT NULL CHECK (length(salt) = 16),
      seal BLOB NOT NULL CHECK (length(seal) = 32),
      CHECK (amount IS NULL OR amount GLOB '[[]*]' OR currency IS NOT NULL)
    ) STRICT;
    CREATE INDEX paymentOnClaim ON payment(claim);

    -- ground. What a state did with a treaty.
    CREATE TABLE treatyAct (
      claim TEXT NOT NULL REFERENCES claim(id) DEFERRABLE INITIALLY DEFERRED,
      treaty TEXT NOT NULL REFERENCES entity(id) DEFERRABLE INITIALLY DEFERRED,
      state TEXT NOT NULL REFERENCES entity(id) DEFERRABLE INITIALLY DEFERRED,
      act TEXT NOT NULL CHECK (
          act IN ('negotiated', 'signed', 'approved', 'ratified', 'in-force', 'not-joined', 'obliges')),
      body TEXT REFERENCES entity(id) DEFERRABLE INITIALLY DEFERRED,
      date TEXT,
      note TEXT,
      ordinal INTEGER NOT NULL,
      entry INTEGER NOT NULL REFERENCES historyEntry(number),
      salt BLOB NOT NULL CHECK (length(salt) = 16),
      seal BLOB NOT NULL CHECK (length(seal) = 32)
    ) STRICT;
    CREATE INDEX treatyActOnClaim ON treatyAct(claim);

    -- ground. One step of a case against a person.
    CREATE TABLE legalStep (
      claim TEXT NOT NULL REFERENCES claim(id) DEFERRABLE INITIALLY DEFERRED,
      person TEXT,
      step TEXT NOT NULL CHECK (
          step IN ('threat', 'detention', 'arrest', 'charge', 'release', 'listing',
          'administrative-sentence', 'entry-refusal', 'ban', 'departure', 'request', 'extradition',
          'rendition', 'submission')),
      authority TEXT,
      date TEXT,
      offence TEXT,
      outcome TEXT,
      note TEXT,
      ordinal INTEGER NOT NULL,
      entry INTEGER NOT NULL REFERENCES historyEntry(number),
      salt BLOB NOT NULL CHECK (length(salt) = 16),
      seal BLOB NOT NULL CHECK (length(seal) = 32)
    ) STRICT;
    CREATE INDEX legalStepOnClaim ON legalStep(claim);

    -- ground. What happened.
    CREATE TABLE event (
      claim TEXT NOT NULL REFERENCES claim(id) DEFERRABLE INITIALLY DEFERRED,
      event TEXT NOT NULL REFERENCES entity(id) DEFERRABLE INITIALLY DEFERRED,
      type TEXT NOT NULL CHECK (
          type IN ('election', 'protest', 'strike', 'violence', 'revolution', 'summit', 'meeting',
          'commemoration', 'other')),
      place TEXT,
      date TEXT,
      note TEXT,
      ordinal INTEGER NOT NULL,
      entry INTEGER NOT NULL REFERENCES historyEntry(number),
      salt BLOB NOT NULL CHECK (length(salt) = 16),
      seal BLOB NOT NULL CHECK (length(seal) = 32)
    ) STRICT;
    CREATE INDEX eventOnClaim ON event(claim);

    -- ground. What somebody counted.
    CREATE TABLE countRecord (
      claim TEXT NOT NULL REFERENCES claim(id) DEFERRABLE INITIALLY DEFERRED,
      of TEXT NOT NULL,
      quantityOperator TEXT NOT NULL CHECK (
          quantityOperator IN ('=', '>', '>=', '<', '<=', '~', 'all', 'none', 'most', 'many', 'some',
          'few', 'several')),
      quantityValue TEXT,
      quantityUnit TEXT NOT NULL,
      countedBy TEXT REFERENCES entity(id) DEFERRABLE INITIALLY DEFERRED,
      date TEXT,
      note TEXT,
      ordinal INTEGER NOT NULL,
      entry INTEGER NOT NULL REFERENCES historyEntry(number),
      salt BLOB NOT NULL CHECK (length(salt) = 16),
      seal BLOB NOT NULL CHECK (length(seal) = 32)
    ) STRICT;
    CREATE INDEX countRecordOnClaim ON countRecord(claim);

    -- ground. Dated judgements by named analysts; appended, never edited.
    CREATE TABLE assessment (
      id TEXT PRIMARY KEY,
      claim TEXT NOT NULL REFERENCES claim(id) DEFERRABLE INITIALLY DEFERRED,
      analyst TEXT NOT NULL,
      date TEXT NOT NULL,
      likelihood TEXT CHECK (
          likelihood IN ('almost-certain', 'very-likely', 'likely', 'even', 'unlikely', 'very-unlikely',
          'remote')),
      confidence TEXT CHECK (confidence IN ('low', 'medium', 'high')),
      reasons TEXT NOT NULL,
      randomID TEXT NOT NULL CHECK (length(randomID) = 32),
      ordinal INTEGER NOT NULL,
      entry INTEGER NOT NULL REFERENCES historyEntry(number),
      salt BLOB NOT NULL CHECK (length(salt) = 16),
      seal BLOB NOT NULL CHECK (length(seal) = 32)
    ) STRICT;
    CREATE INDEX assessmentOnClaim ON assessment(claim);

    -- ground. Bytes as they arrived; they stand in originals/ under their SHA-256.
    CREATE TABLE document (
      id TEXT PRIMARY KEY CHECK (length(id) = 64),
      source TEXT NOT NULL REFERENCES source(id) DEFERRABLE INITIALLY DEFERRED,
      mediaType TEXT NOT NULL,
      byteCount INTEGER NOT NULL,
      obtained TEXT NOT NULL,
      address TEXT,
      sensitivity TEXT NOT NULL CHECK (sensitivity IN ('open', 'sealed')),
      randomID TEXT NOT NULL,
      entry INTEGER NOT NULL REFERENCES historyEntry(number),
      salt BLOB NOT NULL,
      seal BLOB NOT NULL
    ) STRICT;
    CREATE INDEX documentOnSource ON document(source);

    -- derived. The text a named reader drew from a document.
    CREATE TABLE documentText (
      document TEXT PRIMARY KEY REFERENCES document(id),
      reader TEXT NOT NULL,
      version INTEGER NOT NULL,
      text BLOB NOT NULL
    ) STRICT;

    -- derived. Whether a passage stands in the held document as it is recorded.
    CREATE TABLE passageStanding (
      passage TEXT PRIMARY KEY,
      standing TEXT NOT NULL CHECK (standing IN ('found', 'not-found'))
    ) STRICT;

    -- derived. The days a claim's date can mean; NULL is open or unknown. EDTF is Gregorian; a zone that is not
    -- said is 'unknown', and other calendars stay in eventWords.
    CREATE TABLE claimDate (
      claim TEXT PRIMARY KEY,
      earliest TEXT,
      latest TEXT,
      firstYear INTEGER,
      lastYear INTEGER,
      calendar TEXT NOT NULL CHECK (calendar = 'gregorian'),
      zone TEXT NOT NULL
    ) STRICT;

    -- derived. Lists, a row a member.
    CREATE TABLE claimCountry (
      country TEXT NOT NULL,
      claim TEXT NOT NULL,
      PRIMARY KEY (country, claim)
    ) STRICT, WITHOUT ROWID;

    -- derived. Every entity with a part in a claim.
    CREATE TABLE claimEntity (
      entity TEXT NOT NULL,
      part TEXT NOT NULL,
      claim TEXT NOT NULL,
      PRIMARY KEY (entity, part, claim)
    ) STRICT, WITHOUT ROWID;

    -- derived. The notes a passage rests on.
    CREATE TABLE passageCitation (
      passage TEXT NOT NULL,
      citation TEXT NOT NULL,
      PRIMARY KEY (passage, citation)
    ) STRICT, WITHOUT ROWID;
    CREATE INDEX passageCitationOnCitation ON passageCitation(citation);

    -- derived. Where a source's information comes from, copies and digests followed back.
    CREATE TABLE sourceOrigin (
      source TEXT NOT NULL,
      origin TEXT NOT NULL,
      PRIMARY KEY (source, origin)
    ) STRICT, WITHOUT ROWID;

    -- derived. What can be searched; the words stand in searchIndex under the same rowid.
    CREATE TABLE searchItem (
      number INTEGER PRIMARY KEY,
      kind TEXT NOT NULL,
      id TEXT NOT NULL,
      part INTEGER NOT NULL
    ) STRICT;

    -- derived. Words folded across scripts, so that any tool with FTS5 can read them.
    CREATE VIRTUAL TABLE searchIndex USING fts5(words, content='', tokenize="unicode61 remove_diacritics 0");
    """#
}
