/** Whether files can be kept where the settings say. */
import type { Config } from '../platform/config.ts';
import { S3Error, tryS3 } from '../platform/files/s3.ts';
import type { Finding } from './doctor.ts';

/** Of a folder the doctor speaks already: it lies with the data. */
export async function checkFiles({ s3 }: Config): Promise<Finding[]> {
  if (!s3) return [];
  const where = `The bucket ${s3.bucket} at ${s3.endpoint}`;
  try {
    await tryS3(s3);
    return [{ good: true, text: `${where} takes files, gives them and lets them go.` }];
  } catch (error) {
    if (error instanceof S3Error) return [{ good: false, text: `${where} refuses: ${error.message}.` }];
    const cause = ((error as Error).cause as Error | undefined)?.message ?? (error as Error).message;
    return [{ good: false, text: `${where} does not answer: ${cause}.` }];
  }
}
