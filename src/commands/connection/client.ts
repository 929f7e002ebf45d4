/**
 * CLIENT: the container of what clients ask and say about connections. Source: the Redis command
 * reference, CLIENT.
 */
import { defineCommand } from '../define-command.js';
import { reply } from '../reply-schemas.js';
import { clientGetname } from './client-getname.js';
import { clientHelp } from './client-help.js';
import { clientId } from './client-id.js';
import { clientInfo } from './client-info.js';
import { clientKill } from './client-kill.js';
import { clientList } from './client-list.js';
import { clientNoEvict } from './client-no-evict.js';
import { clientNoTouch } from './client-no-touch.js';
import { clientPause } from './client-pause.js';
import { clientReply } from './client-reply.js';
import { clientSetinfo } from './client-setinfo.js';
import { clientSetname } from './client-setname.js';
import { clientUnblock } from './client-unblock.js';
import { clientUnpause } from './client-unpause.js';

export const client = defineCommand({
  name: 'client',
  group: 'connection',
  since: '2.4.0',
  complexity: 'Depends on subcommand.',
  summary: 'A container for client connection commands',
  arity: -2,
  flags: [],
  reply: reply.any('see the subcommands'),
  subcommands: [
    clientGetname,
    clientHelp,
    clientId,
    clientInfo,
    clientKill,
    clientList,
    clientNoEvict,
    clientNoTouch,
    clientPause,
    clientReply,
    clientSetinfo,
    clientSetname,
    clientUnblock,
    clientUnpause,
  ],
});
