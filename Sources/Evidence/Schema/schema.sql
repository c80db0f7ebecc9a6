CREATE TABLE historyEntry (
  number INTEGER PRIMARY KEY,
  bytes BLOB NOT NULL
) STRICT;

CREATE TABLE workspaceFact (
  name TEXT PRIMARY KEY,
  value TEXT NOT NULL
) STRICT;

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

CREATE TABLE importedFile (
  entry INTEGER NOT NULL REFERENCES historyEntry(number),
  name TEXT NOT NULL,
  digest TEXT NOT NULL,
  PRIMARY KEY (entry, name)
) STRICT;

CREATE TABLE caseText (
  name TEXT PRIMARY KEY,
  text TEXT NOT NULL,
  entry INTEGER NOT NULL REFERENCES historyEntry(number),
  salt BLOB NOT NULL,
  seal BLOB NOT NULL
) STRICT;

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

CREATE TABLE documentText (
  document TEXT PRIMARY KEY REFERENCES document(id),
  reader TEXT NOT NULL,
  version INTEGER NOT NULL,
  text BLOB NOT NULL
) STRICT;

CREATE TABLE passageStanding (
  passage TEXT PRIMARY KEY,
  standing TEXT NOT NULL CHECK (standing IN ('found', 'not-found'))
) STRICT;

CREATE TABLE claimDate (
  claim TEXT PRIMARY KEY,
  earliest TEXT,
  latest TEXT,
  firstYear INTEGER,
  lastYear INTEGER,
  calendar TEXT NOT NULL CHECK (calendar = 'gregorian'),
  zone TEXT NOT NULL
) STRICT;

CREATE TABLE claimCountry (
  country TEXT NOT NULL,
  claim TEXT NOT NULL,
  PRIMARY KEY (country, claim)
) STRICT, WITHOUT ROWID;

CREATE TABLE claimEntity (
  entity TEXT NOT NULL,
  part TEXT NOT NULL,
  claim TEXT NOT NULL,
  PRIMARY KEY (entity, part, claim)
) STRICT, WITHOUT ROWID;

CREATE TABLE passageCitation (
  passage TEXT NOT NULL,
  citation TEXT NOT NULL,
  PRIMARY KEY (passage, citation)
) STRICT, WITHOUT ROWID;

CREATE INDEX passageCitationOnCitation ON passageCitation(citation);

CREATE TABLE sourceOrigin (
  source TEXT NOT NULL,
  origin TEXT NOT NULL,
  PRIMARY KEY (source, origin)
) STRICT, WITHOUT ROWID;

CREATE TABLE searchItem (
  number INTEGER PRIMARY KEY,
  kind TEXT NOT NULL,
  id TEXT NOT NULL,
  part INTEGER NOT NULL
) STRICT;

CREATE VIRTUAL TABLE searchIndex USING fts5(words, content='', tokenize="unicode61 remove_diacritics 0");
