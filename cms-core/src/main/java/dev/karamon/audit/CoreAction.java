package dev.karamon.audit;

/** What the core records in the audit log. */
public enum CoreAction implements AuditAction {
  ADMIN_CHANGED("admin.changed"),
  ADMIN_CREATED("admin.created"),
  ADMIN_DELETED("admin.deleted"),
  ADMIN_PASSWORD_CHANGED("admin.password_changed"),
  ADMIN_PASSWORD_SET("admin.password_set"),
  ADMIN_RECOVERY_CODES_RENEWED("admin.recovery_codes_renewed"),
  ADMIN_RESET("admin.reset"),
  ADMIN_RESET_LINK_MADE("admin.reset_link_made"),
  ADMIN_SECOND_FACTOR_ADDED("admin.second_factor_added"),
  ADMIN_SECOND_FACTOR_ASKED("admin.second_factor_asked"),
  ADMIN_SECOND_FACTOR_REMOVED("admin.second_factor_removed"),
  ADMIN_SESSION_ENDED("admin.session_ended"),
  ADMIN_SIGN_IN_FAILED("admin.sign_in_failed"),
  ADMIN_SIGNED_IN("admin.signed_in"),
  ADMIN_SIGNED_OUT_ELSEWHERE("admin.signed_out_elsewhere"),
  API_CHANGED("api.changed"),
  API_CREATED("api.created"),
  API_DELETED("api.deleted"),
  API_TOKEN_CREATED("api.token_created"),
  API_TOKEN_DELETED("api.token_deleted"),
  API_TOKEN_ROTATED("api.token_rotated"),
  ENDPOINT_CHANGED("endpoint.changed"),
  ENDPOINT_CREATED("endpoint.created"),
  ENDPOINT_DELETED("endpoint.deleted"),
  GRANT_ADDED("grant.added"),
  GRANT_CHANGED("grant.changed"),
  GRANT_REMOVED("grant.removed"),
  GROUP_CHANGED("group.changed"),
  GROUP_CREATED("group.created"),
  GROUP_DELETED("group.deleted"),
  MASTER_KEY_ROTATED("master_key.rotated"),
  MEMBER_CHANGED("member.changed"),
  MEMBER_CREATED("member.created"),
  MEMBER_DELETED("member.deleted"),
  MEMBER_EMAIL_CONFIRMED("member.email_confirmed"),
  MEMBER_LINK_MADE("member.link_made"),
  MEMBER_PASSWORD_CHANGED("member.password_changed"),
  MEMBER_PASSWORD_SET("member.password_set"),
  TOKEN_CREATED("token.created"),
  TOKEN_DELETED("token.deleted");

  private final String wire;

  CoreAction(String wire) {
    this.wire = wire;
  }

  @Override
  public String wire() {
    return wire;
  }
}
