package dev.karamon.audit;

/** What an entry of the audit log says was done; a module lists its own in one enum. */
public interface AuditAction {
  /** As it is stored and shown: the kind of thing, a dot, and what was done to it. */
  String wire();
}
