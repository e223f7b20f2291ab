/** Capabilities as cap_from_text(3) reads and cap_to_text(3) writes them. */
import { describe, expect, it } from '@jest/globals';
import { parseCapabilities, readCapabilities } from '../../src/format/capabilities.ts';

describe('capabilities', () => {
  // What libcap 2.66 writes; test/artifact/capabilities.test.ts asks rpmbuild.
  it.each([
    ['cap_net_raw+ep', 'cap_net_raw=ep'],
    ['CAP_KILL=ep', 'cap_kill=ep'],
    ['cap_net_raw,cap_chown=+ep', 'cap_chown,cap_net_raw=ep'],
    [' cap_net_raw=ep\tcap_kill=ep ', 'cap_kill,cap_net_raw=ep'],
    ['cap_net_raw=ppe', 'cap_net_raw=ep'],
    ['cap_net_raw=p cap_kill+i cap_chown=p', 'cap_kill=i cap_chown,cap_net_raw+p'],
    ['cap_chown=eip cap_kill+ei', 'cap_chown=eip cap_kill+ei'],
    ['cap_kill=p cap_chown=i cap_net_raw=ip', 'cap_net_raw=ip cap_chown+i cap_kill+p'],
    ['=ep', '=ep'],
    ['all+ep', '=ep'],
    ['cap_net_raw,all=ep', '=ep'],
    ['all=ep cap_net_raw-ep', '=ep cap_net_raw-ep'],
    ['all=p cap_kill+i', '=p cap_kill+i'],
    ['none', 'none'],
  ])('reads %j', (text, written) => {
    expect(parseCapabilities(text)).toEqual({ text: written });
  });

  it.each([
    ['', /^capabilities are written as .*, not ""$/],
    ['cap_kill', /, not "cap_kill"$/],
    ['cap_kill = ep', /, not "cap_kill"$/],
    ['cap_kill=eP', /, not "cap_kill=eP"$/],
    ['cap_kill=ep=i', /^in a clause "=" stands only at the front/],
    ['+ep', /^"\+ep" names no capability$/],
    ['cap_kill,=ep', /^there is no capability ""/],
    ['net_raw=ep', /^there is no capability "net_raw"/],
    ['5=ep', /^there is no capability "5"/],
    ['=', /give a program nothing$/],
    ['cap_kill=', /give a program nothing$/],
    ['cap_kill=e', /give a program nothing$/],
    ['cap_kill=ep cap_chown=p', /^of a file either all capabilities are effective or none/],
    ['cap_kill=i cap_chown=ei', /^of a file either all capabilities are effective or none/],
    ['cap_kill=ep cap_chown=e', /^of a file either all capabilities are effective or none/],
  ])('refuses %j, as setcap does or as it should', (text, message) => {
    expect(parseCapabilities(text)).toMatchObject({ message: expect.stringMatching(message) as unknown });
  });

  it('says what to write', () => {
    const hints = ['net_raw=ep', '5=ep', 'cap_net_row=ep', '+ep'].map(parseCapabilities);
    expect(hints.map((mistake) => ('hint' in mistake ? mistake.hint : undefined))).toEqual([
      'write `cap_net_raw`',
      'write `cap_kill`',
      'did you mean `cap_net_raw`?',
      'write `all+ep` for all of them',
    ]);
  });
});

describe('the extended attribute', () => {
  // Versions 2, 1, 3 with the namespace of another root, all of them, and inheritable ones that are not effective.
  it.each([
    ['0100000200200000000000000000000000000000', 'cap_net_raw=ep'],
    ['010000010020000000000000', 'cap_net_raw=ep'],
    ['0100000300200000000000000000000000000000e8030000', 'cap_net_raw=ep'],
    ['01000002ffffffff00000000ffffffff00000000', '=ep'],
    ['0000000220000000010000008000000000000000', 'cap_chown=i cap_kill,cap_bpf+p'],
    ['0000000200000000000000000000000000000000', 'none'],
    ['0000000900000000000000000000000000000000', undefined],
    ['0100000200', undefined],
    ['', undefined],
  ])('%s is %s', (hex, text) => {
    expect(readCapabilities(Buffer.from(hex, 'hex'))).toBe(text);
  });
});
