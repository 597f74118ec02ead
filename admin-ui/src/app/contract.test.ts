import { describe, expect, it } from 'vitest';
import { zAccountNewPassword, zAdminAccountsDraft } from '../api/gen/zod.gen';
import { leastLength, mostLength } from './contract';

describe('the lengths of the contract', () => {
  it('are those of the generated schemas', () => {
    expect(leastLength(zAccountNewPassword.shape.new_password)).toBe(8);
    expect(leastLength(zAccountNewPassword.shape.old_password)).toBe(1);
    expect(mostLength(zAdminAccountsDraft.shape.name)).toBe(100);
  });

  it('are none where the contract says nothing', () => {
    expect(leastLength(zAdminAccountsDraft.shape.role)).toBe(1);
    expect(mostLength(zAdminAccountsDraft.shape.role)).toBeUndefined();
  });
});
