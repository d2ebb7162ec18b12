import assert from 'node:assert/strict';
import { commandOf, type PressedKey } from '../../../server/box/keys.js';

const none = { altKey: false, ctrlKey: false, metaKey: false, shiftKey: false };
const press = (key: string, more: Partial<PressedKey> = {}): PressedKey => ({ key, ...none, ...more });

describe('the keys of the box', () => {
  it('go through an open list, and open a closed one', () => {
    assert.equal(commandOf(press('ArrowDown'), true), 'next');
    assert.equal(commandOf(press('ArrowUp'), true), 'previous');
    assert.equal(commandOf(press('ArrowDown'), false), 'open');
    assert.equal(commandOf(press('ArrowUp'), false), 'open');
  });

  it('only open and close with Alt', () => {
    const alt = { altKey: true };
    assert.equal(commandOf(press('ArrowDown', alt), false), 'open');
    assert.equal(commandOf(press('ArrowDown', alt), true), 'open');
    assert.equal(commandOf(press('ArrowUp', alt), true), 'close');
    assert.equal(commandOf(press('ArrowUp', alt), false), null);
  });

  it('leave the text to whoever selects and moves in it', () => {
    for (const more of [{ shiftKey: true }, { ctrlKey: true }, { metaKey: true }])
      for (const key of ['ArrowDown', 'ArrowUp', 'Delete', 'Escape'])
        assert.equal(commandOf(press(key, more), true), null);
  });

  it('choose with Enter, elsewhere with Ctrl, and submit where there is no list', () => {
    assert.equal(commandOf(press('Enter'), true), 'choose');
    assert.equal(commandOf(press('Enter', { ctrlKey: true }), true), 'choose');
    assert.equal(commandOf(press('Enter'), false), null);
  });

  it('are the input’s own else', () => {
    for (const key of ['a', 'Home', 'Tab', 'ArrowLeft']) assert.equal(commandOf(press(key), true), null);
  });
});
